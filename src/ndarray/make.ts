import type { FloatStorage, NdArray } from './nd-array.js';
import { toNdArray } from './nd-array.js';

export type { FloatType } from './storage.js';
export {
  floatTypeOf,
  isContiguous,
  sizeOf,
  toStorage,
  unwritten,
  zeros,
  zerosLike,
} from './storage.js';

/** A C-ordered array over `data`, which is not copied. */
export function fromStorage<S extends FloatStorage>(data: S, shape: readonly number[]): NdArray<S> {
  return toNdArray({ data, shape });
}
