// How a trace's time grows: per step from a hundred to a million of them, one wide batch in one go, and what the first call after opening takes more:
//
//     npm run build && node bench/trace-scale.mjs [--out docs/trace-scale.md]
//
// The engine is that of the machine; GATELAB_ENGINE=wasm measures WebAssembly. Least CPU time of several calls.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { caseOf, turn } from './trace-layer.mjs';

function cpuOf(call) {
  const before = process.cpuUsage();
  const result = call();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, result };
}

async function leastOf(times, call) {
  let least = Infinity;
  for (let k = 0; k < times; k++) {
    await turn();
    least = Math.min(least, cpuOf(call).ms);
  }
  return least;
}

const rows = [];
let engine;
for (const dtype of ['float32', 'float64']) {
  for (const steps of [1e2, 1e3, 1e4, 1e5, 1e6]) {
    const { layer, X } = caseOf([1, steps, 1, 30], dtype);
    const trace = () => layer.trace(X, { dtype });
    engine = trace().engine;
    const least = await leastOf(steps >= 1e6 ? 3 : steps >= 1e5 ? 5 : 40, trace);
    const each = ((least * 1000) / steps).toFixed(3);
    rows.push(`| 1 × ${steps.toLocaleString('en')} × 1 × 30 | ${dtype} | ${each} |`);
  }
}

const first = [];
for (const size of [
  [1, 302, 1, 30],
  [64, 128, 64, 512],
  [16, 200, 64, 2048],
]) {
  const { layer, X } = caseOf(size, 'float32');
  const trace = () => layer.trace(X, { dtype: 'float32' });
  await turn();
  const opened = cpuOf(trace).ms;
  const later = await leastOf(3, trace);
  const gflop = (size[0] * size[1] * 8 * size[3] * (size[2] + size[3])) / 1e9;
  const rate = ((gflop / later) * 1000).toFixed(0);
  first.push(`| ${size.join(' × ')} | ${opened.toFixed(1)} | ${later.toFixed(1)} | ${rate} |`);
}

const text = `# How a trace's time grows

\`npm run build && node bench/trace-scale.mjs --out docs/trace-scale.md\` measures again: least CPU time, all six series of an LSTM, samples × steps × features × units.

Measured on ${new Date().toISOString().slice(0, 10)}, ${cpus()[0].model}, Node ${process.versions.node}, ${engine}.

## One sample, more and more steps

| size | type | µs a step |
| --- | --- | --- |
${rows.join('\n')}

## The first call, which packs the weights, and later ones

| size, float32 | first, CPU ms | later, CPU ms | GFLOP/s of CPU, later |
| --- | --- | --- | --- |
${first.join('\n')}
`;
console.log(text);
const at = process.argv.indexOf('--out');
if (at > 0) writeFileSync(process.argv[at + 1], text);
