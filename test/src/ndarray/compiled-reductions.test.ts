import assert from 'node:assert/strict';
import type { Lanes } from '../../../src/ndarray/lanes.js';
import { maxima, minima, placesOf, squares, sums } from '../../../src/ndarray/reduce.js';
import { toNdArray } from '../../../src/index.js';
import { library } from '../native/library-under-test.js';

/** Small enough that reduce.ts reduces them itself. */
const shapes = [
  ...[
    [1, 1, 1],
    [1, 0, 3],
    [0, 4, 2],
    [1, 1000, 1],
    [7, 64, 1],
    [3, 129, 1],
    [2, 9, 5],
  ],
  ...[
    [1, 40, 300],
    [1, 1, 20_000],
    [100, 3, 17],
  ],
] as [number, number, number][];

function lanesOf(
  kind: typeof Float32Array | typeof Float64Array,
  [outer, length, inner]: number[],
) {
  const data = Float64Array.from({ length: outer! * length! * inner! }, (_, k) =>
    // Ties, both zeros, infinities and, now and then, not-a-number.
    k % 97 === 96
      ? [NaN, Infinity, -Infinity, -0][(k / 97) & 3]!
      : Math.round(Math.sin(k * 1.7) * 1e6) / 1e3,
  );
  return { data: new kind(data), outer, length, inner, shape: [] } as unknown as Lanes;
}

describe('compiled reductions', () => {
  after(() => library?.select(library.variants.at(-1)!));

  for (const variant of library?.variants ?? []) {
    it(`are the numbers of the plain loops, to the bit: ${variant}`, () => {
      library!.select(variant);
      for (const shape of shapes) {
        for (const kind of [Float32Array, Float64Array]) {
          const lanes = lanesOf(kind, shape);
          const count = lanes.outer * lanes.inner;
          const compiled = (what: number, given?: Float64Array) => {
            const out = what === 4 ? new Int32Array(count) : new Float64Array(count);
            library!.reduce(Float64Array.of(what, ...shape), lanes.data, given, out);
            return Array.from(out);
          };
          const middle = new Float64Array(count).fill(0.1);
          const most = maxima(lanes);
          assert.deepEqual(compiled(0), Array.from(sums(lanes)));
          assert.deepEqual(compiled(1, middle), Array.from(squares(lanes, middle)));
          assert.deepEqual(compiled(2), Array.from(most));
          assert.deepEqual(compiled(3), Array.from(minima(lanes)));
          if (lanes.length > 0)
            assert.deepEqual(compiled(4, most), Array.from(placesOf(lanes, most)));
        }
      }
    });
  }

  it('refuse what they would read or write beyond an end', () => {
    const [data, out] = [new Float32Array(11), new Float64Array(4)];
    const call =
      (...sizes: number[]) =>
      () =>
        library?.reduce(Float64Array.from(sizes), data, undefined, out);
    if (!library) return;
    assert.throws(call(0, 1, 3, 4), /array is too short/);
    assert.throws(call(0, 5, 2, 1), /result is too short/);
    assert.throws(call(1, 1, 2, 4), /given is too short/);
    assert.throws(call(0, -1, 2, 4), /out of range/);
    assert.throws(call(9, 1, 2, 4), /out of range/);
    assert.throws(call(0, 1), /Lengths/);
  });

  it('serve large arrays: the same numbers as of the parts they consist of', () => {
    const data = Float32Array.from({ length: 40 * 1000 }, (_, k) => Math.sin(k));
    const whole = toNdArray({ data, shape: [40, 1000] });
    for (const name of ['sum', 'mean', 'std', 'min', 'max', 'argmax', 'argmin'] as const) {
      const parts = Array.from({ length: 40 }, (_, row) => whole.pick(row, null)[name]());
      const rows = whole[name](1) as unknown as { data: ArrayLike<number> };
      assert.deepEqual(Float32Array.from(rows.data), Float32Array.from(parts as number[]), name);
    }
  });
});
