import type { NdArray } from '../../src/ndarray/nd-array.js';
import { toStorage } from '../../src/ndarray/make.js';
import assert from 'node:assert/strict';

/** The largest absolute difference of two arrays of the same shape; NaN where either has one. */
export function maxDifference(ours: NdArray, theirs: NdArray): number {
  assert.deepEqual([...ours.shape], [...theirs.shape]);
  const a = toStorage(ours, 'float64');
  const b = toStorage(theirs, 'float64');
  let worst = 0;
  for (let k = 0; k < a.length; k++) {
    const difference = Math.abs(a[k]! - b[k]!);
    if (!(difference <= worst)) worst = difference;
  }
  return worst;
}
