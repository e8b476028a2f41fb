// Against NumPy, SciPy, scikit-learn and PyTorch: scripts/fixtures/populations.py.
import assert from 'node:assert/strict';
import type { ArrayInput, NdArray } from '../../../src/index.js';
import { asNdArray, readArray } from '../../../src/index.js';

/** The folder of the fixtures. */
export const folder = 'test/fixtures/populations';

/** One of the stored arrays. */
export const told = (name: string): Promise<NdArray> =>
  readArray(`${folder}/answers.npz`, { dataset: name });

/** Holds numbers to what was told of them, NaN to NaN. */
export async function assertTold(found: ArrayInput, name: string, tolerance = 1e-10) {
  const [array, expected] = [asNdArray(found), await told(name)];
  assert.equal(array.size, expected.size, name);
  const [own, other] = [[...numbers(array)], [...numbers(expected)]];
  for (const [k, value] of other.entries()) {
    const isSame = Number.isNaN(value)
      ? Number.isNaN(own[k])
      : Math.abs(own[k]! - value) <= tolerance * Math.max(1, Math.abs(value));
    assert.ok(isSame, `${name}: number ${k} is ${own[k]}, but should be ${value}`);
  }
}

/** The numbers of an array in C order. */
export const numbers = (array: NdArray): number[] =>
  array.dimension === 0
    ? [array.get()]
    : ((array.toArray() as unknown[]).flat(Infinity) as number[]);
