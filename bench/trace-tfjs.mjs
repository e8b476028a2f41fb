// TensorFlow.js in bench/trace.mjs, by its WebAssembly backend, in a process of its own: reads a size as a line of JSON, writes times and a sum.
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { numbers } from './trace-layer.mjs';

const folder = fileURLToPath(new URL('../.cache/tfjs/', import.meta.url));
const load = createRequire(`${folder}index.js`);
const tf = load('@tensorflow/tfjs');
const { setWasmPaths } = load('@tensorflow/tfjs-backend-wasm');
setWasmPaths(`${folder}node_modules/@tensorflow/tfjs-backend-wasm/dist/`);
await tf.setBackend('wasm');

const known = new Map();

function caseOf(size) {
  const key = size.join();
  if (!known.has(key)) {
    const [samples, steps, features, units] = size;
    const lstm = tf.layers.lstm({
      units,
      recurrentActivation: 'sigmoid',
      recurrentInitializer: 'zeros',
      returnSequences: true,
      inputShape: [null, features],
    });
    const model = tf.sequential({ layers: [lstm] });
    lstm.setWeights([
      tf.tensor2d(numbers(features * 4 * units, 0.5), [features, 4 * units]),
      tf.tensor2d(numbers(units * 4 * units, 1 / Math.sqrt(units)), [units, 4 * units]),
      tf.tensor1d(numbers(4 * units, 0.1)),
    ]);
    const x = tf.tensor3d(numbers(samples * steps * features, 1), [samples, steps, features]);
    known.set(key, () => {
      const out = model.predict(x, { batchSize: Math.min(1024, samples) });
      const h = out.dataSync();
      out.dispose();
      return h;
    });
  }
  return known.get(key);
}

for await (const line of createInterface({ input: process.stdin })) {
  const { size, repeat } = JSON.parse(line);
  const run = caseOf(size);
  const [wall, cpu] = [[], []];
  let h;
  for (let k = 0; k < repeat; k++) {
    const before = process.cpuUsage();
    const start = performance.now();
    h = run();
    wall.push(performance.now() - start);
    const { user, system } = process.cpuUsage(before);
    cpu.push((user + system) / 1000);
  }
  const sum = h.reduce((total, x) => total + Math.abs(x), 0);
  console.log(JSON.stringify({ wall, cpu, sum }));
}
