import assert from 'node:assert/strict';
import { compare, toNdArray } from '../../../src/index.js';
import type { NdArray } from '../../../src/index.js';
import { stackedModel } from './support/stacked-model.js';
import { normals } from './support/random-cells.js';

/** The values alone, in float32: nothing says which trace they came out of. */
const asReference = (array: NdArray) =>
  toNdArray({
    data: Float32Array.from({ length: array.size }, (_, k) => {
      const units = array.shape.at(-1)!;
      const steps = array.shape.at(-2)!;
      const at = [Math.floor(k / (steps * units)), Math.floor(k / units) % steps, k % units];
      return array.get(...at.slice(3 - array.dimension));
    }),
    shape: array.shape,
  });

describe('compare, for a reference that is what another layer computes', () => {
  const normal = normals(5);
  const X = toNdArray({
    data: Float32Array.from({ length: 3 * 20 * 2 }, normal),
    shape: [3, 20, 2],
  });
  const oneX = X.pick(1, null, null);

  it('names the layer, whether it stands in front or behind', () => {
    const model = stackedModel({});
    for (const [asked, given] of [
      ['first', 'second'],
      ['second', 'first'],
      ['third', 'first'],
    ] as const) {
      const theirs = model.layer(given).trace(oneX, { dtype: 'float32' }).output;
      const { verdict, cause } = compare(model.layer(asked).trace(oneX).h, asReference(theirs));
      assert.equal(verdict, 'convention');
      assert.equal(cause!.id, 'other-layer');
      assert.deepEqual(cause!.details, { layer: given });
      assert.equal(cause!.side, 'reference');
      assert.match(cause!.sentence, new RegExp(`The reference is what layer "${given}"`));
      assert.match(cause!.repair, new RegExp(`model\\.layer\\("${given}"\\)`));
    }
  });

  it('names it for a batch, where it is told on the worst sample', () => {
    const model = stackedModel({});
    const theirs = model.layer('second').trace(X, { dtype: 'float32' }).output;
    const { cause } = compare(model.layer('first').trace(X).output, asReference(theirs));
    assert.equal(cause!.id, 'other-layer');
    assert.deepEqual(cause!.details, { layer: 'second' });
  });

  it('blames no layer for noise, and calls the right layer rounding', () => {
    const model = stackedModel({});
    const { h } = model.layer('second').trace(oneX);
    const right = asReference(h);
    assert.equal(compare(h, right).verdict, 'rounding');
    const noisy = toNdArray({
      data: (right.data as Float32Array).map((x) => x + 1e-2 * normal()),
      shape: right.shape,
    });
    assert.equal(compare(h, noisy).verdict, 'unexplained');
  });

  it('runs no other layer of a model that keeps states, since that would move them', () => {
    const model = stackedModel({ stateful: true });
    const { h } = model.layer('first').trace(oneX);
    const theirs = asReference(stackedModel({}).layer('second').trace(oneX).output);
    const before = model.predict(oneX);
    model.resetStates();
    assert.equal(compare(h, theirs).verdict, 'unexplained');
    assert.deepEqual(model.predict(oneX).data, before.data);
  });
});
