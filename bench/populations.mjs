// Statistics of 10,000 sequences that are streamed from a file, beside NumPy, as ratios of CPU time (below 1 means that ours is faster):
//
//     npm run build && node bench/populations.mjs [--python PATH] [--rounds N] [--out docs/populations-speed.md]
//
// Both read the same blocks of 64 sequences, in processes of their own that take turns; the least time of each counts, and the answers must agree.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const word = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at > 0 ? process.argv[at + 1] : otherwise;
};
const python = word('--python', `${root}.venv-frameworks/bin/python`);
const rounds = Number(word('--rounds', 3));
const shape = [10_000, 200, 64];
const what = {
  moments: 'mean, deviation, extremes',
  everything: '… with a correlation and histograms of 32 bins',
  correlations: 'every unit with every other',
};

const folder = mkdtempSync(join(tmpdir(), 'gatelab-populations-'));
const path = join(folder, 'sequences.npy');
// One thread, as ours: a product of matrices would take as many as there are.
const env = { ...process.env, OPENBLAS_NUM_THREADS: '1' };
const ask = (command, ...words) =>
  execFileSync(command, words, { env, encoding: 'utf8', maxBuffer: 1 << 20 });
const ours = (name) =>
  JSON.parse(ask(process.execPath, `${root}bench/populations-ours.mjs`, path, name));
const numpy = (name) =>
  JSON.parse(ask(python, `${root}bench/populations-peer.py`, 'ask', path, name));

/** The least CPU time of both, in milliseconds, and the most memory of ours. */
function measure(name) {
  const least = [Infinity, Infinity];
  let memory = 0;
  for (let round = 0; round < rounds; round++) {
    const answers = [ours(name), numpy(name)];
    const [own, other] = answers.map(({ sum }) => sum);
    if (!(Math.abs(own - other) <= 1e-5 * Math.abs(other) + 1e-3)) {
      throw new Error(`${name}: ${own}, but NumPy has ${other}`);
    }
    for (const [k, { cpu }] of answers.entries()) least[k] = Math.min(least[k], cpu);
    memory = Math.max(memory, answers[0].memory);
  }
  return { least, memory };
}

function row(title, { least, memory }) {
  const each = least.map((ms) => (ms * 1e6) / shape.reduce((a, b) => a * b));
  const cells = [...each, each[0] / each[1]].map((x) => x.toFixed(2));
  return `| ${[title, ...cells, memory.toFixed(0)].join(' | ')} |`;
}

const lines = [
  '| what | ours, ns a number | NumPy | ratio | ours, MB at most |',
  '| --- | --- | --- | --- | --- |',
];
try {
  ask(python, `${root}bench/populations-peer.py`, 'make', path, JSON.stringify(shape));
  for (const [name, title] of Object.entries(what)) lines.push(row(title, measure(name)));
} finally {
  rmSync(folder, { recursive: true });
}
const text = `# How fast populations are

\`npm run build && node bench/populations.mjs --out docs/populations-speed.md\` measures again: ${shape.join(' × ')} numbers in float32, streamed from a file in blocks of 64 sequences, by ours and by
NumPy on one thread; least CPU time of ${rounds} rounds in turns. The file is ${Math.round((shape.reduce((a, b) => a * b) * 4) / 1e6)} MB, which is never in memory.

Measured on ${new Date().toISOString().slice(0, 10)}, ${cpus()[0].model}, Node ${process.versions.node}.

${lines.join('\n')}
`;
console.log(text);
const out = word('--out');
if (out) writeFileSync(out, text);
