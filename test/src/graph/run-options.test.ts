import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { FirstStates, Layer, Model, NdArray } from '../../../src/index.js';
import { openModel } from '../../../src/index.js';
import { fromStorage, toStorage } from '../../../src/ndarray/make.js';
import { stackedModel } from '../compare/support/stacked-model.js';
import type { Case } from '../matrix/run-case.js';
import { callOf, openCase } from '../matrix/run-case.js';
import { maxDifference } from '../max-difference.js';
import { bitsOf } from '../trace/bits-of.js';
import { numbers } from '../trace/random-cell.js';

const cases = JSON.parse(readFileSync('test/fixtures/cases.json', 'utf8')) as Case[];
const stacks = cases.filter(({ final }) => final);

/** The rows of a PyTorch module's first states under the names of its layers and directions. */
function byLayer(layer: Layer, states: FirstStates): FirstStates {
  const { prefixes } = layer.recurrent().setup();
  const rows = Object.entries(states) as [string, NdArray][];
  return Object.fromEntries(
    rows.flatMap(([name, array]) =>
      Array.from({ length: array.shape[0]! }, (_, row) => {
        const own = `l${Math.floor(row / prefixes.length)}/`;
        const state = prefixes[row % prefixes.length]! + name[0]!;
        return [own + state, array.pick(row, null, null)];
      }),
    ),
  );
}

describe('one description of a run', () => {
  for (const one of stacks) {
    it(`means the same for a batch, for its samples, and with states by layer: ${one.id}`, async () => {
      const model = await openCase(one);
      try {
        const { input, options } = await callOf(one);
        const X = input as NdArray;
        const layer = model.layer(one.layer);
        const whole = layer.trace(X, options);
        for (let from = 0; from < 3; from++) {
          const part = { from, of: 3 };
          const alone = layer.trace(X.lo(from, 0, 0).hi(1, 5, 3), { ...options, part });
          for (const name of whole.series) {
            const same = toStorage(whole.get(name).pick(from, null, null), 'float64');
            assert.deepEqual(toStorage(alone.get(name), 'float64'), same, name);
          }
        }
        if (!options.initialState) return;
        const named = { ...options, initialState: byLayer(layer, options.initialState) };
        assert.deepEqual(bitsOf(layer.trace(X, named)), bitsOf(whole));
        const nested: Record<string, Record<string, NdArray>> = {};
        for (const [key, array] of Object.entries(named.initialState)) {
          const [own = '', state = ''] = key.split('/');
          nested[own] = { ...nested[own], [state]: array as NdArray };
        }
        assert.deepEqual(
          bitsOf(layer.trace(X, { ...options, initialState: nested })),
          bitsOf(whole),
        );
      } finally {
        model.close();
      }
    });
  }

  it('lengths are the mask of as many first steps', async () => {
    const one = stacks.find(({ id }) => id === 'torch-stack-gru-lengths-states')!;
    const model = await openCase(one);
    const { input, options } = await callOf(one);
    const { lengths, ...rest } = options;
    const counts = Array.from(toStorage(lengths!, 'float64'));
    const mask = counts.map((count) => Array.from({ length: 5 }, (_, t) => t < count));
    const layer = model.layer(one.layer);
    const masked = layer.trace(input, { ...rest, mask });
    assert.deepEqual(bitsOf(layer.trace(input, { ...rest, lengths: counts })), bitsOf(masked));
    model.close();
  });

  const X = fromStorage(numbers(3 * 6 * 2, 4), [3, 6, 2]);
  const half = (from: number, to: number) => X.lo(0, from, 0).hi(3, to - from, 2);

  it('the final states of a stack go on as one run would, for every layer of it', () => {
    const model = stackedModel({});
    for (const name of ['first', 'second', 'third']) {
      const layer = model.layer(name);
      const whole = layer.trace(X);
      let state: FirstStates = {};
      for (const [from, to] of [
        [0, 1],
        [1, 4],
        [4, 6],
      ] as const) {
        const part = layer.trace(half(from, to), { initialState: state });
        state = part.finalState;
        const same = whole.h.lo(0, from, 0).hi(3, to - from, 5);
        assert.equal(maxDifference(part.h, same), 0, `${name}, steps ${from} to ${to}`);
      }
      assert.deepEqual(Object.keys(state), Object.keys(whole.finalState));
    }
    const last = model.layer('third').trace(X).finalState;
    assert.deepEqual(Object.keys(last), ['h', 'c', 'first/h', 'first/c', 'second/h']);
  });

  it('predict takes the same mask, lengths and states as trace, in batches of any size', () => {
    const model = stackedModel({});
    const initialState = model.layer('third').trace(X).finalState;
    const { h, c, ...lower } = initialState;
    const states = { ...lower, 'third/h': h!, 'third/c': c! };
    for (const when of [{ lengths: [6, 2, 4] }, { mask: [1, 0, 1, 1, 0, 1] }, {}]) {
      const traced = model.layer('third').trace(X, { ...when, initialState }).output;
      for (const batchSize of [1, 2, 3]) {
        const options = { ...when, initialState: states, batchSize, dtype: 'float64' as const };
        assert.equal(maxDifference(model.predict(X, options), traced), 0);
      }
    }
    const bare = { initialState: { h: h! } };
    assert.throws(
      () => model.predict(X, bare),
      /"h" could be that of any layer: name it, "layer\/h"/,
    );
  });

  it('a mask given by hand stands in for those that Masking and Embedding make', async () => {
    const model = await openModel('test/fixtures/keras3/masking-lstm.keras');
    const layer = model.layers.find(({ isRecurrent }) => isRecurrent)!;
    const [steps = 0, features = 0] = layer.takes[0]!.slice(1).map((n) => n ?? 6);
    const input = fromStorage(numbers(steps * features, 2), [steps, features]);
    for (let k = 0; k < features; k++) input.set(2, k, 0);
    const own = layer.trace(input).h;
    assert.equal(maxDifference(own.pick(2), own.pick(1)), 0);
    const none = layer.trace(input, { mask: Array.from({ length: steps }, () => 1) }).h;
    assert.ok(maxDifference(none.pick(2), none.pick(1)) > 1e-6);
    model.close();
  });
});

describe('a mask or lengths that fit nothing are refused where a layer in front makes a mask of its own', () => {
  let model: Model;
  let layer: Layer;
  before(async () => {
    model = await openModel('test/fixtures/keras3/masking-lstm.keras');
    layer = model.layers.find(({ isRecurrent }) => isRecurrent)!;
  });
  after(() => model.close());

  const ones = (...shape: number[]) =>
    fromStorage(new Float64Array(shape.reduce((a, b) => a * b)).fill(1), shape);
  for (const [what, options] of [
    ['a mask that is too short', (n: number, t: number) => ({ mask: ones(n, t - 1) })],
    ['a mask that is too long', (_: number, t: number) => ({ mask: ones(t + 1) })],
    ['a mask as time × samples', (n: number, t: number) => ({ mask: ones(t, n) })],
    ['a mask of samples', (n: number) => ({ mask: ones(n) })],
    ['lengths beyond the input', (_: number, t: number) => ({ lengths: [t + 1, 1] })],
  ] as const) {
    it(what, () => {
      const [steps = 0, features = 0] = layer.takes[0]!.slice(1).map((n) => n ?? 6);
      const X = fromStorage(numbers(2 * steps * features, 2), [2, steps, features]);
      assert.throws(() => layer.trace(X, options(2, steps)), /mask should cover|the lengths is/);
      assert.throws(() => model.predict(X, options(2, steps)), /mask should cover|the lengths is/);
    });
  }
});

it('a mask that names its input is refused where it does not fit that one', async () => {
  const shared = await openModel('test/fixtures/keras3/shared.keras');
  const [, steps = 0, features = 0] = shared.layer('shared#1').takes[0]!.map((n) => n ?? 6);
  const X = fromStorage(numbers(2 * steps * features, 4), [2, steps, features]);
  const ones = (n: number) => Array.from({ length: n }, () => 1);
  const run = (...masks: number[][]) =>
    shared.predict({ inputs: [X, X] }, { mask: { inputs: masks } });
  assert.doesNotThrow(() => run(ones(steps), ones(steps)));
  assert.throws(() => run(ones(steps), ones(steps - 1)), /The mask should cover .* but is/);
  shared.close();
});

describe('a description of a run that does not fit is refused', () => {
  let model: Model;
  let layer: Layer;
  before(async () => {
    model = await openModel('test/fixtures/torch/stack-lstm-states.pt');
    layer = model.layer('l1');
  });
  after(() => model.close());
  const X = fromStorage(numbers(2 * 5 * 3, 4), [2, 5, 3]);
  const zeros = (...shape: number[]) =>
    fromStorage(new Float64Array(shape.reduce((a, b) => a * b)), shape);

  for (const [what, options, reason] of [
    ['a mask as time × samples', { mask: zeros(5, 2) }, /cover 5 steps \(or 2 × 5, .*but is 5 × 2/],
    [
      'lengths given as a mask',
      { mask: [5, 3] },
      /holds 1 for steps that count .*has 5; .*lengths/,
    ],
    ['a mask and lengths', { mask: zeros(5), lengths: [5, 3] }, /a mask or lengths, not both/],
    ['lengths of other samples', { lengths: [5, 3, 2] }, /There are 2 samples, but 3 lengths/],
    ['lengths beyond the input', { lengths: [5, 6] }, /has 5 steps, but one of the lengths is 6/],
    ['lengths with fractions', { lengths: [5, 2.5] }, /whole numbers, .* one is 2.5/],
    [
      'states as units × samples',
      { initialState: { 'l0/h': zeros(4, 2), h: zeros(2, 4) } },
      /2 × 4 \(samples first\).*but is 4 × 2/,
    ],
    [
      'states of the upper layer alone',
      { initialState: { h: zeros(2, 4) } },
      /"l0" belongs to the same module .* give "h0"/,
    ],
    [
      'h0 of another number of layers',
      { initialState: { h0: zeros(3, 2, 4) } },
      /should be 2 × samples × units .*but is 3 × 2 × 4/,
    ],
    [
      'h0 of another number of samples',
      { initialState: { h0: zeros(2, 3, 4) } },
      /should be 2 × 2 × 4, but is 2 × 3 × 4/,
    ],
    [
      'a state twice',
      { initialState: { h0: zeros(2, 2, 4), 'l0/h': zeros(2, 4) } },
      /given twice, as h0 and as l0\/h/,
    ],
    [
      'a state of no layer',
      { initialState: { 'l7/h': zeros(2, 4) } },
      /a layer "l7", which .* does not have/,
    ],
    [
      'a state that the layer does not carry',
      { initialState: { 'l0/x': zeros(4), x: zeros(4) } },
      /has no state "x"; it carries h, c/,
    ],
    [
      'an option of another name',
      { initalState: {} },
      /no option "initalState"; it takes dtype, mask/,
    ],
  ] as const) {
    it(what, () => {
      assert.throws(() => layer.trace(X, options as object), reason);
    });
  }
});
