// All six series of an LSTM, ours beside NumPy, PyTorch and onnxruntime, in one run, as ratios:
//
//     npm run build && node bench/trace.mjs [--python PATH] [--small]
//
// The peers run in a Python that has numpy, torch and onnxruntime (.venv-frameworks); without one, ours is measured alone.
// A ratio below 1 means that ours is faster. Peers marked "h" return the hidden states alone.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { Model } from '../dist/src/network/model.js';
import { toNdArray } from '../dist/src/ndarray/nd-array.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const sizes = [
  [1, 302, 1, 30],
  [100, 302, 1, 30],
  [1000, 302, 1, 30],
  [64, 128, 64, 512],
];
const wanted = process.argv.includes('--small') ? sizes.slice(0, 2) : sizes;

/** The same numbers as trace-peers.py makes. */
function numbers(count, scale) {
  return Float32Array.from({ length: count }, (_, k) => Math.sin(k * 0.7) * scale);
}

function tensor(name, shape, scale) {
  const data = numbers(
    shape.reduce((a, b) => a * b),
    scale,
  );
  return { name, shape, dtype: 'float32', read: () => toNdArray({ data, shape }) };
}

function modelOf(features, units) {
  const config = {
    units,
    activation: 'tanh',
    recurrent_activation: 'sigmoid',
    return_sequences: true,
    batch_input_shape: [null, null, features],
  };
  const weights = [
    tensor('kernel', [features, 4 * units], 0.5),
    tensor('recurrent_kernel', [units, 4 * units], 1 / Math.sqrt(units)),
    tensor('bias', [4 * units], 0.1),
  ];
  const layer = { name: 'lstm', className: 'LSTM', config, weights, inbound: [], children: [] };
  return new Model({
    name: 'bench',
    format: 'Keras 3',
    framework: 'keras',
    frameworkVersion: '3.0.0',
    modelName: 'bench',
    layers: [layer],
    hasConfig: true,
    close() {},
  });
}

function measure(run, budget = 3000) {
  run();
  const times = [];
  const begun = performance.now();
  while (times.length < 5 || (performance.now() - begun < budget && times.length < 200)) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
    if (performance.now() - begun > 5 * budget) break;
  }
  times.sort((a, b) => a - b);
  return { median: times[times.length >> 1], best: times[0] };
}

function peers() {
  const at = process.argv.indexOf('--python');
  const python = at > 0 ? process.argv[at + 1] : `${root}.venv-frameworks/bin/python`;
  if (!existsSync(python)) return undefined;
  const out = execFileSync(python, [`${root}bench/trace-peers.py`, JSON.stringify(wanted)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(out.slice(out.indexOf('{')));
}

const ours = wanted.map(([samples, steps, features, units]) => {
  const layer = modelOf(features, units).layer('lstm');
  const shape = [samples, steps, features];
  const input = toNdArray({ data: numbers(samples * steps * features, 1), shape });
  let trace;
  const times = Object.fromEntries(
    ['float32', 'float64'].map((dtype) => [
      dtype,
      measure(() => (trace = layer.trace(input, { dtype }))),
    ]),
  );
  const sum = trace.h.data.reduce((total, h) => total + Math.abs(h), 0);
  return { ...times, sum };
});
const theirs = peers();

for (const [k, size] of wanted.entries()) {
  const { float32, float64, sum } = ours[k];
  console.log(`\nbatch ${size[0]}, ${size[1]} steps, ${size[2]} features, ${size[3]} units`);
  const line = (name, { median, best }, ratio) =>
    console.log(
      `  ${name.padEnd(28)}${median.toFixed(3).padStart(10)} ms${best.toFixed(3).padStart(10)} best${ratio}`,
    );
  line('gatelab float32, all', float32, '');
  line('gatelab float64, all', float64, '');
  if (!theirs) continue;
  const { sum: theirSum, ...peerTimes } = theirs.results[k];
  const apart = Math.abs(sum / theirSum - 1);
  if (apart > 1e-4) throw new Error(`the sums of |h| differ: ours ${sum}, theirs ${theirSum}`);
  for (const [name, times] of Object.entries(peerTimes)) {
    const ratio = `   ours is ${(float32.median / times.median).toFixed(2)} of it`;
    line(name, times, ratio);
  }
}
if (!theirs) console.log('\nNo Python with the peers was found: give one with --python PATH');
