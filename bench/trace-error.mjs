// How far float32 is from float64 in the LSTM layers of the fixtures, beside NumPy's own float32, both against NumPy's float64:
//
//     npm run build && node bench/trace-error.mjs [--python PATH] [--out docs/trace-error.md]
//
// Layers of tanh and sigmoid, each with 4 samples of 200 steps; GATELAB_ENGINE=wasm measures WebAssembly.
import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openModel, toNdArray } from '../dist/src/index.js';
import { lstmOf, numbers } from './trace-layer.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const word = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at > 0 ? process.argv[at + 1] : otherwise;
};
const order = ['i', 'f', 'g', 'o'];
const [samples, steps] = [4, 200];

/** Weights of the gates side by side, as float32 has them. */
function beside(views, rows, units) {
  const out = new Float32Array(rows * 4 * units);
  for (const [k, gate] of order.entries()) {
    const values = [...(views[gate].dimension === 1 ? [views[gate]] : views[gate])];
    for (const [row, one] of values.entries()) out.set([...one], (row * 4 + k) * units);
  }
  return out;
}

function* layersOf(model) {
  for (const layer of model.layers) {
    const { activation, recurrent_activation: gates } = layer.config;
    if (layer.className !== 'LSTM' || activation !== 'tanh' || gates !== 'sigmoid') continue;
    yield layer;
  }
}

function taskOf({ weights: { W, U, b } }) {
  const [features, units] = W.i.shape;
  const [w, u] = [beside(W, features, units), beside(U, units, units)];
  const bias = b ? beside(b, 1, units) : new Float32Array(4 * units);
  const x = numbers(samples * steps * features, 1);
  const layer = lstmOf(features, units, [w, u, bias]);
  const input = toNdArray({ data: x, shape: [samples, steps, features] });
  const trace = (dtype) => layer.trace(input, { dtype });
  const single = trace('float32');
  return {
    engine: single.engine,
    size: `${features} → ${units}`,
    task: {
      shapes: {
        x: [samples, steps, features],
        w: [features, 4 * units],
        u: [units, 4 * units],
        b: [4 * units],
      },
      ...Object.fromEntries(Object.entries({ x, w, u, b: bias }).map(([k, v]) => [k, [...v]])),
      h32: [...single.h.data],
      h64: [...trace('float64').h.data],
    },
  };
}

const python = spawn(
  word('--python', `${root}.venv-frameworks/bin/python`),
  [`${root}bench/trace-error.py`],
  {
    stdio: ['pipe', 'pipe', 'inherit'],
  },
);
const answers = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
const folder = 'test/fixtures/keras3';
const rows = [];
let engine;
for (const file of readdirSync(`${root}${folder}`).filter((name) => name.endsWith('.keras'))) {
  // Weights alone need a config, which the fixtures' tests give.
  const model = await openModel(`${root}${folder}/${file}`).catch(() => undefined);
  if (!model) continue;
  for (const layer of layersOf(model)) {
    const made = taskOf(layer);
    engine = made.engine;
    python.stdin.write(`${JSON.stringify(made.task)}\n`);
    const errors = JSON.parse((await answers.next()).value);
    rows.push({ name: `${file}, ${layer.name}`, size: made.size, errors });
  }
  model.close();
}
python.stdin.end();

const short = (x) => x.toExponential(1);
const most = (k) => short(Math.max(...rows.map(({ errors }) => errors[k])));
const middle = (k) =>
  short(rows.map(({ errors }) => errors[k]).sort((a, b) => a - b)[rows.length >> 1]);
const text = `# How far float32 is from float64

\`npm run build && node bench/trace-error.mjs --out docs/trace-error.md\` writes this page: the largest difference of h to NumPy's float64 over ${samples} samples of ${steps} steps,
for every LSTM layer of tanh and sigmoid in ${folder} (${rows.length} of them), by ${engine}.

| layer | features → units | NumPy float32 | ours float32 | ours float64 |
| --- | --- | --- | --- | --- |
| the worst | | ${[0, 1, 2].map(most).join(' | ')} |
| the median | | ${[0, 1, 2].map(middle).join(' | ')} |
${rows.map(({ name, size, errors }) => `| ${[name, size, ...errors.map(short)].join(' | ')} |`).join('\n')}
`;
console.log(text);
const out = word('--out');
if (out) writeFileSync(out, text);
