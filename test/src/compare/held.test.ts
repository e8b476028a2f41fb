import assert from 'node:assert/strict';
import type { NdArray, TraceOptions } from '../../../src/index.js';
import { compare, openModel, readArray, toNdArray } from '../../../src/index.js';

const folder = 'test/fixtures/changes';
const opened = async () => (await openModel(`${folder}/step-7.pt`)).layer('rec.l0');
const data = async () => readArray(`${folder}/x.npy`);

/** The numbers alone, as another program would hand them over. */
const bare = (array: NdArray) =>
  toNdArray({ data: Float32Array.from(array.data), shape: array.shape });

const held: readonly TraceOptions[] = [
  { clamp: { f: 1 } },
  { clamp: { f: 0.7, i: { 2: 0 } } },
  { clamp: { c: 0.5 } },
  { clamp: { h: { 1: 0.25 } } },
  { ablate: [1] },
];

describe('compare, of a trace with gates or states held', () => {
  for (const change of held) {
    const name = JSON.stringify(change);
    it(`calls the same numbers in float32 rounding: ${name}`, async () => {
      const [layer, X] = [await opened(), await data()];
      const { h } = layer.trace(X, change);
      const { verdict, share } = compare(
        h,
        bare(layer.trace(X, { ...change, dtype: 'float32' }).h),
      );
      assert.equal(verdict, 'rounding');
      assert.ok(share! < 1);
    });
    it(`says so where the reference holds nothing: ${name}`, async () => {
      const [layer, X] = [await opened(), await data()];
      const { h } = layer.trace(X, change);
      const { verdict, cause } = compare(h, bare(layer.trace(X).h));
      assert.deepEqual([verdict, cause?.id], ['convention', 'held-gates']);
    });
  }
  it('names a convention beside it', async () => {
    const [layer, X] = [await opened(), await data()];
    const { h } = layer.trace(X, { clamp: { f: 1 } });
    const late = bare(layer.trace(X).h);
    const flipped = toNdArray({
      data: Float32Array.from({ length: late.size }, (_, k) => {
        const [n, t, u] = [Math.floor(k / 36), Math.floor(k / 4) % 9, k % 4];
        return late.get(n, 8 - t, u);
      }),
      shape: late.shape,
    });
    const { cause } = compare(h, flipped);
    assert.deepEqual([cause?.id, cause?.also?.id], ['held-gates', 'time-reversed']);
  });
  it('calls what neither explains unexplained', async () => {
    const [layer, X] = [await opened(), await data()];
    const { h } = layer.trace(X, { clamp: { f: 1 } });
    const wrong = toNdArray({
      data: Float64Array.from(h.data, (x, k) => (k === 40 ? x + 0.01 : x)),
      shape: h.shape,
    });
    assert.equal(compare(h, wrong).verdict, 'unexplained');
  });
});
