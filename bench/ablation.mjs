// What an ablation table costs: every unit of a character model of 32 units taken out over 200 texts of 200 characters, from a built checkout.
//   node bench/ablation.mjs
import { ablationEffects, crossEntropy, toNdArray } from '../dist/src/index.js';
import { Model } from '../dist/src/api/model.js';

const [letters, units, texts, length] = [60, 32, 200, 200];
let state = 7;
const draw = () => (state = (state * 48271) % 2147483647) / 2147483647;
const array = (shape, next) =>
  toNdArray({ data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, next), shape });
const weight = (...shape) => {
  const values = array(shape, () => draw() - 0.5);
  return { name: 'weight', shape, dtype: 'float32', read: () => values };
};
const layer = (name, className, before, { weights = [], ...config }) => ({ name, className, config, weights, inbound: before, children: [] }); // prettier-ignore
const model = new Model({
  name: 'characters',
  format: 'in memory',
  framework: 'keras',
  frameworkVersion: '3.0.0',
  modelName: undefined,
  hasConfig: true,
  layers: [
    layer('text', 'InputLayer', [], { batch_shape: [null, null] }),
    layer('table', 'Embedding', ['text'], { input_dim: letters, output_dim: letters, weights: [weight(letters, letters)] }), // prettier-ignore
    layer('lstm', 'LSTM', ['table'], { units, activation: 'tanh', recurrent_activation: 'sigmoid', return_sequences: true, use_bias: true, weights: [weight(letters, 4 * units), weight(units, 4 * units), weight(4 * units)] }), // prettier-ignore
    layer('next', 'Dense', ['lstm'], { units: letters, activation: 'softmax', weights: [weight(units, letters), weight(letters)] }), // prettier-ignore
  ],
  close: () => {},
});
const text = () => array([texts, length], () => Math.floor(draw() * letters));
const [X, labels] = [text(), text()];

for (const [what, options] of [
  ['zeros, how far the outputs move', {}],
  ['zeros, cross-entropy', { loss: crossEntropy(labels) }],
  ['means, cross-entropy', { by: 'mean', loss: crossEntropy(labels) }],
]) {
  const [clock, cpu] = [performance.now(), process.cpuUsage()];
  await ablationEffects(model, X, options);
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - clock) / 1000;
  console.log(`${what}: ${((user + system) / 1e6).toFixed(1)} s of CPU, ${seconds.toFixed(1)} s on the clock`); // prettier-ignore
}
