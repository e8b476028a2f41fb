// The one door to `ndarray-ops`: element-wise arithmetic on strided arrays, result first (`ops.sub(error, ours, theirs)`).
import type ndarray from 'ndarray';
import raw from 'ndarray-ops';
import type { NdArray } from './nd-array.js';

/** A function of `ndarray-ops` that takes and returns our arrays. */
type OnOurs<F> = F extends (...given: infer G) => infer R
  ? (...given: { [K in keyof G]: Ours<G[K]> }) => Ours<R>
  : F;
type Ours<T> = T extends ndarray.NdArray ? NdArray : T;

/** All of `ndarray-ops`. */
export const ops = raw as unknown as { readonly [K in keyof typeof raw]: OnOurs<(typeof raw)[K]> };
