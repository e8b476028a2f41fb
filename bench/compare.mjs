// What a verdict costs: the four sizes that people have, in a process each. CPU of each part, when the first answer is there, and the peak of memory.
//   node bench/compare.mjs                     all four with a float32 reference, from a built checkout
//   node bench/compare.mjs tutorial            one of them
//   node bench/compare.mjs tutorial gates      with a reference whose gates are in another order; `network`: of another network
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** samples × steps × features → units. */
const sizes = {
  tutorial: [1, 302, 1, 30],
  model: [3, 315, 128, 576],
  wide: [1, 20, 64, 2048],
  long: [1, 1_000_000, 2, 16],
};

const own = fileURLToPath(import.meta.url);
const [wanted, fault = 'none', task, file] = process.argv.slice(2);

if (task === 'reference') await writeReference();
else if (task === 'measure') await measure();
else {
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-'));
  const reference = join(folder, 'reference.f32');
  const names = wanted ? [wanted] : Object.keys(sizes);
  for (const name of names) {
    for (const part of ['reference', 'measure']) {
      spawnSync(process.execPath, [own, name, fault, part, reference], { stdio: 'inherit' });
    }
  }
  rmSync(folder, { recursive: true });
}

/** The layer of this size, and what it is given. */
async function setUp() {
  const { compare, toNdArray } = await import('../dist/src/index.js');
  const { Model } = await import('../dist/src/api/model.js');
  const [samples, steps, features, units] = sizes[wanted];
  const layerOf = (seed, order) => new Model(lstm({ features, units, toNdArray, seed, order })).layer('rec'); // prettier-ignore
  const draw = uniforms(7);
  const data = Float32Array.from({ length: samples * steps * features }, () => 2 * draw() - 1);
  return { compare, toNdArray, layerOf, X: toNdArray({ data, shape: [samples, steps, features] }) };
}

/** The reference comes from another process, as a framework's would: what its making takes is not to be counted. */
async function writeReference() {
  const { layerOf, X } = await setUp();
  const layer = fault === 'gates' ? layerOf(3, [1, 0, 2, 3]) : layerOf(fault === 'network' ? 4 : 3);
  const { data } = layer.trace(X, { dtype: 'float32' }).h;
  writeFileSync(file, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

async function measure() {
  const { compare, toNdArray, layerOf, X } = await setUp();
  const { h } = layerOf(3).trace(X);
  const bytes = readFileSync(file);
  const theirs = toNdArray({
    data: new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4),
    shape: h.shape,
  });
  const memory = process.resourceUsage().maxRSS;
  const from = [process.cpuUsage(), performance.now()];
  const comparison = compare(h, theirs);
  const { maxAbs } = comparison;
  const measured = process.cpuUsage(from[0]);
  let [first, last, longest] = [undefined, measured, 0];
  const turn = () => {
    const now = process.cpuUsage(from[0]);
    longest = Math.max(longest, now.user + now.system - last.user - last.system);
    first ??= now;
    last = now;
  };
  await comparison.diagnose({ progress: turn });
  turn();
  const done = last;
  const wall = performance.now() - from[1];
  const peak = process.resourceUsage().maxRSS;
  console.log(
    `${wanted.padEnd(8)} ${X.shape.join(' × ')} → ${h.shape.at(-1)}: CPU of the measures ${ms(measured)}, to the first progress ${ms(first ?? done)}, ` +
      `to the verdict ${ms(done)}, of the longest turn ${ms({ user: longest, system: 0 })} (wall ${(wall / 1000).toFixed(2)} s); peak ${mb(peak)} (${mb(memory)} before); ${comparison.verdict}, ` +
      `max |error| ${maxAbs.toExponential(1)}, share ${comparison.share?.toFixed(2)}, ${comparison.cause?.id ?? 'no cause'}`,
  );
}

function mb(kilobytes) {
  return `${Math.round(kilobytes / 1024)} MB`;
}

function ms({ user, system }) {
  const x = (user + system) / 1000;
  return x < 1000 ? `${x.toFixed(0)} ms` : `${(x / 1000).toFixed(2)} s`;
}

/** One LSTM in memory, its weights as large as Glorot's; `order` says which gate's block lies where. */
function lstm({ features, units, toNdArray, seed, order = [0, 1, 2, 3] }) {
  const draw = uniforms(seed);
  const tensor = (name, shape) => {
    const limit = Math.sqrt(6 / (shape[0] + (shape[1] ?? 0)));
    const size = shape.reduce((a, b) => a * b, 1);
    const values = new Float32Array(size);
    for (let k = 0; k < size; k++) values[blockOf(k)] = limit * (2 * draw() - 1);
    return { name, shape, dtype: 'float32', read: () => toNdArray({ data: values, shape }) };
  };
  const blockOf = (k) => {
    const [column, unit] = [k % (4 * units), k % units];
    return k - column + order[(column - unit) / units] * units + unit;
  };
  const end = { children: [], weights: [] };
  return {
    name: 'bench',
    format: 'memory',
    framework: 'keras',
    frameworkVersion: '3.0.0',
    modelName: undefined,
    hasConfig: true,
    layers: [
      { ...end, name: 'input', className: 'InputLayer', config: { batch_shape: [null, null, features] }, inbound: [] }, // prettier-ignore
      {
        ...end,
        name: 'rec',
        className: 'LSTM',
        config: { name: 'rec', units, activation: 'tanh', recurrent_activation: 'sigmoid', return_sequences: true, use_bias: true }, // prettier-ignore
        weights: [
          tensor('kernel', [features, 4 * units]),
          tensor('recurrent_kernel', [units, 4 * units]),
          tensor('bias', [4 * units]),
        ],
        inbound: ['input'],
      },
    ],
    close: () => undefined,
  };
}

function uniforms(seed) {
  let state = seed | 0;
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}
