import assert from 'node:assert/strict';
import { asNdArray, compare, toNdArray } from '../../../src/index.js';
import type { NdArray } from '../../../src/index.js';
import { placeOf } from '../../../src/compare/place.js';
import { toStorage } from '../../../src/ndarray/make.js';
import { stackedModel } from './support/stacked-model.js';
import { normals } from './support/random-cells.js';

const model = stackedModel({});
const [samples, steps] = [3, 9];
const normal = normals(21);
const X = toNdArray({
  data: Float64Array.from({ length: samples * steps * 2 }, normal),
  shape: [samples, steps, 2],
});

/** The numbers in float32, as a framework returns them: nothing says where they come from. */
const asReference = (array: NdArray) =>
  asNdArray({
    data: Float32Array.from(toStorage(array, 'float64')),
    shape: array.shape,
  });

describe('compare knows what an array is that gatelab made', () => {
  const layer = model.layer('first');
  const views: Record<string, (h: NdArray) => NdArray> = {
    'one sample': (h) => h.pick(1, null, null),
    'one step of all samples': (h) => h.pick(null, 4, null),
    'one step of one sample': (h) => h.pick(2, 5, null),
    'one unit of all samples': (h) => h.pick(null, null, 3),
    'the later steps': (h) => h.lo(0, 3, 0),
    'some units of some samples': (h) => h.lo(1, 0, 2).hi(2, steps, 2),
    'every other step': (h) => h.step(1, 2, 1),
    'the steps turned round': (h) => h.step(1, -1, 1),
    'every other sample': (h) => h.step(2, 1, 1),
    'units before steps': (h) => h.transpose(0, 2, 1),
    'steps before samples': (h) => h.transpose(1, 0, 2),
    'a copy': (h) => h.copy(),
    'a copy of a part': (h) => h.lo(1, 2, 1).step(1, 2, 1).copy(),
    'a part of a copy of one sample': (h) => h.pick(2, null, null).copy().lo(3, 1),
    'one step of a copy': (h) => h.copy().pick(null, 4, null),
    'what is left unchanged by arithmetic': (h) => h.add(0).mul(1).sub(0).div(1),
    'a copy turned round twice': (h) => h.transpose(1, 0, 2).copy().step(-1, 1, 1),
    'one step of all samples, copied': (h) => h.pick(null, 4, null).copy(),
  };
  for (const [name, view] of Object.entries(views)) {
    it(`in ${name}`, () => {
      const ours = view(layer.trace(X).h);
      const result = compare(ours, asReference(ours));
      assert.equal(result.verdict, 'rounding', result.sentence);
      assert.ok(result.share! > 0, 'something was judged');
    });
  }
  it('and not in numbers that were changed, or put into another shape', () => {
    const { h } = layer.trace(X);
    for (const ours of [h.add(1), h.mul(2), h.copy().reshape(steps, samples, -1)]) {
      const other = asReference(ours);
      other.set(0, 0, 0, 0.5);
      const { verdict, sentence } = compare(ours, other);
      assert.equal(verdict, 'undecided', sentence);
    }
  });
  it('and does not take a reshaped series for steps and units that it does not have', () => {
    const { h } = layer.trace(X);
    const whole = { shape: h.shape, hasTime: true };
    assert.ok(placeOf(h.reshape(samples, steps, h.shape[2]!), whole));
    for (const shape of [
      [samples, 3, -1],
      [-1, samples, h.shape[2]!],
      [steps, -1],
    ])
      // prettier-ignore
      assert.equal(placeOf(h.reshape(...shape), whole), undefined, String(shape));
  });
  for (const count of [1, 2, 3]) {
    it(`in final states and predictions of ${count} samples, and of a sample alone`, () => {
      const some = X.hi(count, steps, 2);
      for (const input of [some, X.pick(0, null, null)]) {
        const { finalState } = model.layer('third').trace(input);
        const all = [finalState['h']!, finalState['c']!, model.predict(input)];
        for (const ours of all) {
          const result = compare(ours, asReference(ours));
          assert.equal(result.verdict, 'rounding', result.sentence);
        }
      }
    });
  }
  it('and says that a prediction or a final state is wrong where it is', () => {
    const { finalState } = layer.trace(X);
    for (const ours of [finalState['h']!, model.predict(X)]) {
      const wrong = asReference(ours);
      wrong.set(...([1, ...ours.shape.slice(1).map(() => 2)] as [number, number]), 0.9);
      const { verdict, firstOutside, sentence } = compare(ours, wrong);
      assert.equal(verdict, 'unexplained', sentence);
      assert.deepEqual([firstOutside!.sample, firstOutside!.unit], [1, 2]);
    }
  });
  it('names c given in the place of h after the last step', () => {
    const { finalState } = layer.trace(X);
    const { cause } = compare(finalState['h']!, asReference(finalState['c']!));
    assert.deepEqual([cause?.id, cause?.details['series']], ['other-series', 'c']);
  });
  it('tells states after the last step by their number, where layer and input are given', () => {
    const input = X;
    const { h, c } = layer.trace(X).finalState;
    const ours = asReference(h!);
    assert.equal(compare(ours, asReference(h!), { layer, input }).verdict, 'rounding');
    const cell = asReference(c!);
    assert.equal(compare(cell, cell, { layer, input: X.hi(2, steps, 2) }).verdict, 'rounding');
    const other = asReference(layer.trace(X).h.lo(0, 1, 0));
    const moved = asNdArray({ data: (other.data as Float32Array).map((x) => x + 0.1), shape: other.shape }); // prettier-ignore
    assert.equal(compare(other, moved, { layer, input }).verdict, 'undecided');
  });
});
