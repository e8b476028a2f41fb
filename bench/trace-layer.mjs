// The layers that bench/trace*.mjs trace, with the same numbers as trace-peer.py makes.
import { Model } from '../dist/src/api/model.js';
import { toNdArray } from '../dist/src/ndarray/nd-array.js';

const layers = new Map();

/** The same numbers as trace-peer.py makes. */
export function numbers(count, scale) {
  return Float32Array.from({ length: count }, (_, k) => Math.sin(k * 0.7) * scale);
}

const tensor = (name, shape, data) => ({
  ...{ name, shape, dtype: 'float32' },
  read: () => toNdArray({ data, shape }),
});

/** A layer of given kernel, recurrent kernel and bias. */
export function lstmOf(features, units, [kernel, recurrent, bias]) {
  const config = {
    units,
    activation: 'tanh',
    recurrent_activation: 'sigmoid',
    return_sequences: true,
    batch_input_shape: [null, null, features],
  };
  const weights = [
    tensor('kernel', [features, 4 * units], kernel),
    tensor('recurrent_kernel', [units, 4 * units], recurrent),
    tensor('bias', [4 * units], bias),
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
  }).layer('lstm');
}

const layerOf = (features, units) =>
  lstmOf(features, units, [
    numbers(features * 4 * units, 0.5),
    numbers(units * 4 * units, 1 / Math.sqrt(units)),
    numbers(4 * units, 0.1),
  ]);

/** A layer and its input for samples × steps × features × units, made once. */
export function caseOf(size, dtype) {
  const key = [dtype, ...size].join();
  if (!layers.has(key)) {
    const [samples, steps, features, units] = size;
    const shape = [samples, steps, features];
    // The layer's own precision: float64 is converted once, as a user would.
    const data = numbers(samples * steps * features, 1);
    const own = dtype === 'float32' ? data : Float64Array.from(data);
    layers.set(key, { layer: layerOf(features, units), X: toNdArray({ data: own, shape }) });
  }
  return layers.get(key);
}

/** A cell of a notebook has a turn of its own, in which collected memory comes back. */
export const turn = () => new Promise((resolve) => setImmediate(resolve));
