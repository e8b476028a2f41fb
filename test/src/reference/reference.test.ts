import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { compare, openModel, readArray, reference } from '../../../src/index.js';
import type { Reference, ReferenceOptions } from '../../../src/index.js';
import type { LayerWish } from './memory-model.js';
import { memoryModel, someInput } from './memory-model.js';

const data = (name: string) =>
  fileURLToPath(new URL(`../../../notebooks/data/${name}`, import.meta.url));

/** Asks an engine for a layer, and says what `compare` thinks of our own result beside it. */
async function askAbout(
  wish: LayerWish,
  options: Omit<ReferenceOptions, 'layer'>,
): Promise<Reference> {
  const model = memoryModel(wish);
  const X = someInput(wish.features);
  const answer = await reference(model, X, { layer: 'layer', ...options });
  const comparison = compare(model.layer('layer').trace(X).output, answer);
  assert.equal(comparison.verdict, 'rounding', String(comparison));
  assert.equal(comparison.subject.engine, answer.engine);
  assert.ok(
    comparison.maxAbs > 0,
    'two independent float32 and float64 results agree to the last bit',
  );
  return answer;
}

const lstm: LayerWish = {
  className: 'LSTM',
  units: 6,
  features: 2,
  options: { recurrent_activation: 'sigmoid' },
};
const hardLstm: LayerWish = {
  ...lstm,
  gain: 3,
  version: '2.15.0',
  options: { recurrent_activation: 'hard_sigmoid' },
};
const gru = (resetAfter: boolean): LayerWish => ({
  className: 'GRU',
  units: 5,
  features: 3,
  options: { recurrent_activation: 'sigmoid', reset_after: resetAfter },
});
const rnn: LayerWish = { className: 'SimpleRNN', units: 4, features: 1, options: {} };

const lastStep = (wish: LayerWish): LayerWish => ({
  ...wish,
  options: { ...wish.options, return_sequences: false },
});

describe('reference(model, input, options)', function () {
  // Starting TensorFlow takes seconds, on a busy machine many.
  this.timeout(240_000);

  it('asks Keras 2 for a layer rebuilt from its config and weights, and records who answered', async () => {
    const model = await openModel(data('sunspots-keras2.h5'));
    const X = (await readArray(data('sunspots-X.npy'))).lo(113, 0, 0).hi(2, 302, 1);
    const answer = await reference(model, X, { layer: 'test_layer' });
    assert.match(answer.engine, /^tf_keras 2\./);
    assert.equal(answer.from, 'weights');
    assert.equal(typeof answer.noiseFloor, 'number');
    const stored = (await readArray(data('sunspots-h.npy'))).lo(113, 0, 0).hi(2, 302, 30);
    assert.ok(compare(answer.values, stored).maxAbs < 1e-6);
    const { verdict, subject } = compare(model.layer('test_layer').trace(X).h, answer);
    assert.equal(verdict, 'rounding');
    assert.equal(subject.engine, answer.engine);
    model.close();
  });

  it('asks Keras 3 on PyTorch: a Keras 2 layer is rebuilt there, with the hard sigmoid of Keras 2', async () => {
    const { engine, from } = await askAbout(hardLstm, { engine: 'keras', backend: 'torch' });
    assert.match(engine, /^keras 3\..* \(torch\)$/);
    assert.equal(from, 'weights');
  });

  it('asks Keras 3 on TensorFlow', async () => {
    const { engine } = await askAbout(
      { ...gru(true), bidirectional: true },
      { engine: 'keras', backend: 'tensorflow' },
    );
    assert.match(engine, /^keras 3\..* \(tensorflow\)$/);
  });

  for (const [name, wish] of [
    ['a bidirectional GRU', { ...gru(true), bidirectional: true }],
    ['a SimpleRNN', rnn],
  ] as const) {
    it(`asks PyTorch for ${name}`, async () => {
      const { engine } = await askAbout(wish, { engine: 'torch' });
      assert.match(engine, /^torch 2\./);
    });
  }

  for (const [name, wish] of [
    ['an LSTM', lstm],
    ['an LSTM with saturated hard sigmoids', hardLstm],
    ['a GRU that resets after the product', gru(true)],
    ['a GRU that resets before it', gru(false)],
    ['a bidirectional LSTM', { ...lstm, bidirectional: true }],
    ['a SimpleRNN', rnn],
    ['an LSTM that returns its last step', lastStep(lstm)],
    [
      'a bidirectional GRU that returns its last steps',
      lastStep({ ...gru(true), bidirectional: true }),
    ],
    ['an LSTM that goes backwards', { ...lstm, options: { ...lstm.options, go_backwards: true } }],
  ] as const) {
    it(`asks onnxruntime for ${name}, written as one ONNX node`, async () => {
      const { engine, from } = await askAbout(wish, { engine: 'onnxruntime' });
      assert.match(engine, /^onnxruntime/);
      assert.equal(from, 'weights');
    });
  }

  it('says what an engine cannot do, and where no Python is', async () => {
    const model = memoryModel(hardLstm);
    const X = someInput(2);
    const ask = (options: Omit<ReferenceOptions, 'layer'>) =>
      reference(model, X, { layer: 'layer', ...options });
    await assert.rejects(ask({ engine: 'torch' }), /PyTorch has no layer like "layer"/);
    await assert.rejects(
      ask({ python: '/no/such/python' }),
      /\/no\/such\/python cannot be started/,
    );
    await assert.rejects(
      ask({ python: process.execPath }),
      /ended with code \d+ and gave no answer/,
    );
  });

  it('refuses to run a masked layer alone, where the mask would be lost', async () => {
    const model = memoryModel({ ...lstm, masking: true });
    const X = someInput(2);
    const asked = { layer: 'layer', engine: 'onnxruntime' } as const;
    const answer = await reference(model, X, asked);
    assert.equal(compare(model.layer('layer').trace(X).output, answer).verdict, 'rounding');
    X.data.fill(0, 0, 4);
    await assert.rejects(
      reference(model, X, asked),
      /"layer" gets a mask from the layers in front/,
    );
  });

  it('stops the engine when told to', async () => {
    const signal = AbortSignal.abort();
    const asked = reference(memoryModel(lstm), someInput(2), {
      layer: 'layer',
      engine: 'torch',
      signal,
    });
    await assert.rejects(asked, /was stopped/);
  });
});
