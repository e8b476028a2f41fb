// All six series of an LSTM, ours (each engine, one thread and all, both precisions) beside NumPy, PyTorch, onnxruntime, Keras and TensorFlow.js, as
// ratios, and as shares of what a core was measured to do at most (peak.c):
//
//     npm run build && node bench/trace.mjs [--python PATH] [--small] [--rounds N] [--only WORDS] [--out docs/trace-speed.md]
//
// --only is a regular expression of the names of those that are measured
//
// Everybody has a process of its own, and they take turns, round after round, so that a machine that is busy for a while is so for all. Before a
// time counts, the sums of |h| must agree. The peers run in a Python that has them (.venv-frameworks), with the threads that they choose
// themselves; without one, ours is measured alone. "all" returns the six series, "h" the hidden states alone.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { table, writeTable } from './trace-table.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const word = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at > 0 ? process.argv[at + 1] : otherwise;
};
const sizes = [
  { size: [1, 302, 1, 30], repeat: 40 },
  { size: [100, 302, 1, 30], repeat: 3 },
  { size: [1000, 302, 1, 30], repeat: 1 },
  { size: [64, 128, 64, 512], repeat: 1 },
];
const wanted = process.argv.includes('--small') ? sizes.slice(0, 2) : sizes;
const rounds = Number(word('--rounds', 7));

/** Starts a process that answers each line with one; none where it was not asked for. */
function start(name, command, args, more = {}) {
  if (name && !only.test(name)) return [];
  const env = { ...process.env, ...more };
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], env });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const runner = {
    name,
    async ask(task) {
      child.stdin.write(`${JSON.stringify(task)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${name} ended before it answered`);
      return JSON.parse(value);
    },
    end: () => child.stdin.end(),
  };
  return [runner];
}

const only = new RegExp(word('--only', ''));

function ours() {
  const script = `${root}bench/trace-ours.mjs`;
  const runners = [];
  for (const dtype of ['float32', 'float64']) {
    for (const threads of [1, availableParallelism()]) {
      runners.push(
        ...start(
          `gatelab native ${dtype}, ${threads} threads, all`,
          process.execPath,
          [script, dtype],
          {
            GATELAB_ENGINE: 'native',
            GATELAB_THREADS: String(threads),
          },
        ),
      );
    }
    const wasm = { GATELAB_ENGINE: 'wasm' };
    runners.push(
      ...start(`gatelab WebAssembly ${dtype}, all`, process.execPath, [script, dtype], wasm),
    );
  }
  return runners;
}

const peers = [
  ...['NumPy, all', 'NumPy float64, all', 'PyTorch loop, all', 'PyTorch fused, h'],
  ...['onnxruntime, h', 'Keras custom cell, all', 'Keras predict, h'],
];

function theirs() {
  const python = word('--python', `${root}.venv-frameworks/bin/python`);
  const named = (name) => start(name, python, [`${root}bench/trace-peer.py`, name]);
  const scripted = `${root}bench/trace-tfjs.mjs`;
  return [
    ...(existsSync(python) ? peers.flatMap(named) : []),
    ...(existsSync(`${root}.cache/tfjs`)
      ? start('TensorFlow.js predict (WebAssembly), h', process.execPath, [scripted])
      : []),
  ];
}

/** What a core can do at most, measured in the same rounds; nobody where there is no C compiler. */
function startPeak() {
  const out = join(mkdtempSync(join(tmpdir(), 'gatelab-peak-')), 'peak');
  const flags = ['-O3', '-march=native', '-ffp-contract=fast', '-mprefer-vector-width=512'];
  const { status } = spawnSync('gcc', [...flags, `${root}bench/peak.c`, '-o', out]);
  const runner = status === 0 ? start('', out, [])[0] : undefined;
  rmSync(dirname(out), { recursive: true, force: true });
  return runner;
}

/** One answer of everybody, which must agree with the first. */
async function round(runners, { size, repeat }, { times, reference }) {
  for (const runner of runners) {
    const { wall, cpu, sum } = await runner.ask({ size, repeat });
    reference ??= sum;
    if (!(Math.abs(sum / reference - 1) < 1e-4)) {
      throw new Error(`${runner.name}: the sum of |h| is ${sum}, not ${reference}`);
    }
    times?.get(runner.name).wall.push(...wall);
    times?.get(runner.name).cpu.push(...cpu);
  }
  return reference;
}

async function measure(runners, task) {
  const times = new Map(runners.map(({ name }) => [name, { wall: [], cpu: [] }]));
  // The first round warms up.
  const reference = await round(runners, task, {});
  const most = { float32: 0, float64: 0, memory: 0 };
  for (let k = 0; k < rounds; k++) {
    await round(runners, task, { times, reference });
    for (const [what, rate] of Object.entries((await peak?.ask({})) ?? {})) {
      most[what] = Math.max(most[what], rate);
    }
  }
  return { size: task.size, times, peak: peak && most };
}

const where = `${cpus()[0].model} (${availableParallelism()} cores), Node ${process.versions.node}, ${rounds} rounds, ${loadavg()[0].toFixed(1)} other processes busy when it began`;
const peak = startPeak();
const runners = [...ours(), ...theirs()];
const results = [];
try {
  for (const task of wanted) {
    results.push(await measure(runners, task));
    console.log(table(results.at(-1)));
  }
} finally {
  for (const runner of [...runners, peak]) runner?.end();
}
const out = word('--out');
if (out) writeFileSync(out, writeTable(readFileSync(out, 'utf8'), results, where));
