// Reductions of arrays, saturation and timescales beside NumPy, as ratios of CPU time (below 1 means that ours is faster):
//
//     npm run build && node bench/statistics.mjs [--python PATH] [--rounds N] [--out docs/statistics-speed.md]
//
// Both have a process of their own and take turns, round after round; the least time of each counts, and the answers must agree.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const word = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at > 0 ? process.argv[at + 1] : otherwise;
};
const rounds = Number(word('--rounds', 7));
const shape = [1000, 200, 64];

function start(command, script) {
  const child = spawn(command, [`${root}bench/${script}`], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(task) {
      child.stdin.write(`${JSON.stringify(task)}\n`);
      return JSON.parse((await lines.next()).value);
    },
    end: () => child.stdin.end(),
  };
}

const tasks = ['float32', 'float64'].flatMap((dtype) => [
  ...['sum', 'mean', 'std', 'max', 'argmax'].flatMap((name) =>
    [null, 0, 1, 2].map((axis) => ({ dtype, shape, name, axis })),
  ),
  { dtype, shape, name: 'saturation', axis: null },
  { dtype, shape, name: 'timescales', axis: null },
]);

const ours = start(process.execPath, 'statistics-ours.mjs');
const numpy = start(word('--python', `${root}.venv-frameworks/bin/python`), 'statistics-peer.py');
const lines = [
  '| what | axis | type | ours, ns a number | NumPy | ratio |',
  '| --- | --- | --- | --- | --- | --- |',
];
const numbers = shape.reduce((a, b) => a * b);
/** The least CPU time of both, in milliseconds. */
async function measure(task) {
  const least = [Infinity, Infinity];
  for (let round = 0; round < rounds; round++) {
    const answers = [await ours.ask(task), await numpy.ask(task)];
    const [own, other] = answers.map(({ sum }) => sum);
    // A float32 sum of NumPy's has float32's digits.
    if (!(Math.abs(own - other) <= 1e-3 * Math.abs(other))) {
      throw new Error(`${task.name} of axis ${task.axis}: ${own}, but NumPy has ${other}`);
    }
    for (const [k, { cpu }] of answers.entries()) least[k] = Math.min(least[k], cpu);
  }
  return least;
}

try {
  for (const task of tasks) {
    const each = (await measure(task)).map((ms) => (ms * 1e6) / numbers);
    const cells = [...each, each[0] / each[1]].map((x) => x.toFixed(2));
    lines.push(`| ${[task.name, task.axis ?? 'all', task.dtype, ...cells].join(' | ')} |`);
  }
} finally {
  ours.end();
  numpy.end();
}
const text = `# How fast reductions are

\`npm run build && node bench/statistics.mjs --out docs/statistics-speed.md\` measures again: an array of ${shape.join(' × ')}, least CPU time of ${rounds} rounds in turns with NumPy.

Measured on ${new Date().toISOString().slice(0, 10)}, ${cpus()[0].model}, Node ${process.versions.node}.

${lines.join('\n')}
`;
console.log(text);
const out = word('--out');
if (out) writeFileSync(out, text);
