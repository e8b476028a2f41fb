import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { compare, openModel, readArray, reference, toNdArray } from '../../../src/index.js';
import type { LayerWish } from '../reference/memory-model.js';
import { memoryModel, someInput } from '../reference/memory-model.js';

const folder = fileURLToPath(new URL('../../../.cache/onnxruntime', import.meta.url));
const data = (name: string) =>
  fileURLToPath(new URL(`../../../notebooks/data/${name}`, import.meta.url));

const sigmoid = { recurrent_activation: 'sigmoid' };
const lstm: LayerWish = { className: 'LSTM', units: 6, features: 2, options: sigmoid };
const gru = (resetAfter: boolean): LayerWish => ({
  className: 'GRU',
  units: 5,
  features: 3,
  options: { ...sigmoid, reset_after: resetAfter },
});
const rnn: LayerWish = { className: 'SimpleRNN', units: 4, features: 1, options: {} };
const saturated: LayerWish = {
  ...lstm,
  gain: 3,
  version: '2.15.0',
  options: { recurrent_activation: 'hard_sigmoid' },
};

describe('reference(model, input, { engine: "onnxruntime" }) inside Node', () => {
  const before_ = process.env['GATELAB_ONNXRUNTIME'];
  before(() => (process.env['GATELAB_ONNXRUNTIME'] = folder));
  after(() => {
    if (before_ === undefined) delete process.env['GATELAB_ONNXRUNTIME'];
    else process.env['GATELAB_ONNXRUNTIME'] = before_;
  });

  for (const [name, wish] of [
    ['an LSTM', lstm],
    ['an LSTM with saturated hard sigmoids of Keras 2', saturated],
    ['a GRU that resets after the product', gru(true)],
    ['a GRU that resets before it', gru(false)],
    ['a SimpleRNN', rnn],
    ['a bidirectional LSTM', { ...lstm, bidirectional: true }],
    ['a bidirectional GRU', { ...gru(true), bidirectional: true }],
    ['a bidirectional SimpleRNN', { ...rnn, bidirectional: true }],
  ] as const) {
    it(`computes ${name}; ours is within rounding of it, and its version is told`, async () => {
      const model = memoryModel(wish);
      const X = someInput(wish.features);
      const answer = await reference(model, X, { layer: 'layer', engine: 'onnxruntime' });
      assert.match(answer.engine, /^onnxruntime-node \d+\.\d+\.\d+$/);
      assert.equal(answer.from, 'weights');
      assert.equal(typeof answer.noiseFloor, 'number');
      const comparison = compare(model.layer('layer').trace(X).output, answer);
      assert.equal(comparison.verdict, 'rounding', String(comparison));
      assert.equal(comparison.subject.engine, answer.engine);
      assert.equal(comparison.toJSON()['noiseFloor'], answer.noiseFloor);
      assert.match(String(comparison), /against onnxruntime-node[^]*reference against itself/);
      // Two programs that do not share a line differ in the last bits.
      assert.ok(comparison.maxAbs > 0);
    });
  }

  it("computes the tutorial's layer, and results that are one step late are found against it", async () => {
    const model = await openModel(data('sunspots-keras2.h5'));
    const x = (await readArray(data('sunspots-X.npy'))).pick(114, null, null);
    const layer = model.layer('test_layer');
    const { values, engine } = await reference(model, x, { layer, engine: 'onnxruntime' });
    const { h } = layer.trace(x);
    assert.equal(compare(h, { values, engine, noiseFloor: undefined }).verdict, 'rounding');
    const late = new Float32Array(302 * 30);
    late.set((values.data as Float32Array).subarray(0, 301 * 30), 30);
    const { cause } = compare(h, toNdArray({ data: late, shape: [302, 30] }));
    assert.equal(cause!.id, 'time-shifted');
    model.close();
  });

  it('says no to a layer that no ONNX node expresses, and does not start when it was stopped before', async () => {
    const odd = memoryModel({ ...lstm, options: { ...sigmoid, activation: 'gelu' } });
    const ask = (signal?: AbortSignal) =>
      reference(odd, someInput(2), {
        layer: 'layer',
        engine: 'onnxruntime',
        ...(signal && { signal }),
      });
    await assert.rejects(ask(), /"layer" uses gelu, which ONNX's recurrent operators do not have/);
    const stopped = reference(memoryModel(lstm), someInput(2), {
      layer: 'layer',
      engine: 'onnxruntime',
      signal: AbortSignal.abort(),
    });
    await assert.rejects(stopped, { name: 'AbortError' });
  });
});
