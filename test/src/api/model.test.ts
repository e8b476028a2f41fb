import assert from 'node:assert/strict';
import type { LayerSpec, ModelFile, Tensor } from '../../../src/index.js';
import { Model } from '../../../src/index.js';
import { fromStorage, sizeOf } from '../../../src/ndarray/make.js';
import { maxDifference } from '../max-difference.js';
import { numbers } from '../trace/random-cell.js';

function tensor(shape: number[], seed: number): Tensor {
  const values = fromStorage(
    numbers(sizeOf(shape), seed).map((x) => x / 2),
    shape,
  );
  return { name: `w${seed}`, shape, dtype: 'float64', read: () => values };
}

function layer(name: string, className: string, more: Partial<LayerSpec> = {}): LayerSpec {
  return { name, className, config: {}, weights: [], inbound: [], children: [], ...more };
}

const lstm = (name: string, config: Record<string, unknown>, more: Partial<LayerSpec> = {}) =>
  layer(name, 'LSTM', {
    config: { units: 2, activation: 'tanh', recurrent_activation: 'sigmoid', ...config },
    weights: [tensor([3, 8], 1), tensor([2, 8], 2), tensor([8], 3)],
    ...more,
  });

function modelOf(layers: LayerSpec[], more: Partial<ModelFile> = {}): Model {
  return new Model({
    name: 'made.h5',
    format: 'Keras 3 HDF5',
    framework: 'keras',
    frameworkVersion: '3.0.0',
    modelName: 'made',
    layers,
    hasConfig: true,
    close() {},
    ...more,
  });
}

const sequence = fromStorage(numbers(24), [2, 4, 3]);

describe('Model', () => {
  it('names a layer that cannot be run with the reason; the layers before it still work', () => {
    const model = modelOf([
      lstm('first', { return_sequences: true, batch_input_shape: [null, 4, 3] }),
      layer('mystery', 'Lambda', { inbound: ['first'] }),
      lstm('last', {}, { inbound: ['mystery'] }),
    ]);
    assert.deepEqual(model.layer('first').trace(sequence).h.shape, [2, 4, 2]);
    const reason = /Layer "mystery" is a Lambda, which gatelab cannot run/;
    assert.throws(() => model.layer('last').trace(sequence), reason);
    assert.throws(() => model.predict(sequence), reason);
    assert.deepEqual(
      model.summary().rows.map(({ outputShape }) => outputShape),
      ['(None, 4, 2)', '?', '?'],
    );
  });

  it('a stateful layer goes on where predict left it, until resetStates; trace leaves its state alone', () => {
    const model = modelOf([lstm('carry', { stateful: true, batch_input_shape: [2, null, 3] })]);
    const whole = modelOf([lstm('carry', { batch_input_shape: [2, null, 3] })]).predict(sequence, {
      dtype: 'float64',
    });
    const [early, late] = [sequence.hi(2, 2, 3), sequence.lo(0, 2, 0)];
    model.predict(early, { dtype: 'float64' });
    model.layer('carry').trace(late);
    assert.ok(maxDifference(model.predict(late, { dtype: 'float64' }), whole) < 1e-14);
    model.resetStates();
    assert.ok(maxDifference(model.predict(late, { dtype: 'float64' }), whole) > 1e-3);
  });

  it('takes several inputs, and says how many there are', () => {
    const model = modelOf([
      layer('a', 'InputLayer', { config: { batch_shape: [null, 3] } }),
      layer('b', 'InputLayer', { config: { batch_shape: [null, 3] } }),
      layer('sum', 'Add', { inbound: ['a', 'b'] }),
    ]);
    const [one, two] = [
      [1, 2, 3],
      [10, 20, 30],
    ];
    assert.deepEqual(Array.from(model.predict({ inputs: [one, two] }).data), [11, 22, 33]);
    assert.throws(() => model.predict(one), /takes 2 inputs, but 1 given/);
  });

  it('finalState of one trace is the initialState of the next', () => {
    const one = modelOf([lstm('l', { batch_input_shape: [null, null, 3] })]).layer('l');
    const whole = one.trace(sequence.pick(0));
    const start = one.trace(sequence.pick(0).hi(2, 3));
    const rest = one.trace(sequence.pick(0).lo(2, 0), { initialState: start.finalState });
    assert.ok(maxDifference(rest.c, whole.c.lo(2, 0)) < 1e-15);
    assert.throws(
      () => one.trace(sequence, { initialState: { x: [1] } }),
      /has no state "x"; it carries h, c/,
    );
  });

  it('a mask keeps states where it is 0, given as booleans or numbers', () => {
    const one = modelOf([
      lstm('l', { return_sequences: true, batch_input_shape: [null, null, 3] }),
    ]).layer('l');
    const masked = one.trace(sequence.pick(0), { mask: [true, false, true, false] });
    const numbered = one.trace(sequence.pick(0), { mask: [1, 0, 1, 0] });
    assert.equal(maxDifference(masked.h.pick(1), masked.h.pick(0)), 0);
    assert.equal(maxDifference(masked.h, numbered.h), 0);
    assert.throws(() => one.trace(sequence, { mask: [1, 0] }), /mask should cover 4 steps/);
  });

  it('summary() knows the output of a recurrent layer where the file says no shapes', () => {
    const model = modelOf([lstm('bare', { return_sequences: true }), layer('other', 'Flatten')], {
      framework: 'none',
      hasConfig: false,
    });
    assert.deepEqual(
      model.summary().rows.map(({ outputShape }) => outputShape),
      ['(None, None, 2)', '?'],
    );
  });

  it('refuses hard_sigmoid where nobody says which of the two it is', () => {
    const config = { recurrent_activation: 'hard_sigmoid', batch_input_shape: [null, null, 3] };
    const model = modelOf([lstm('l', config)], { frameworkVersion: undefined });
    assert.throws(
      () => model.layer('l').trace(sequence),
      /before Keras 3 .* names no Keras version/,
    );
  });

  it('names of layers and configs may be anything a file can hold', () => {
    const config = JSON.parse('{"__proto__": {"units": 5}, "batch_input_shape": [null, null, 3]}');
    const model = modelOf([lstm('__proto__', config as Record<string, unknown>)]);
    assert.equal(model.layer('__proto__').trace(sequence).h.shape[2], 2);
    assert.throws(() => model.layer('constructor'), /has no layer "constructor"/);
    assert.throws(() => model.layer('__proto__').trace(sequence).get('constructor'), /no series/);
  });
});
