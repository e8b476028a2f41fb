import type { FloatStorage, NdArray } from './nd-array.js';
import { toNdArray } from './nd-array.js';

/** The precision a computation is carried out in. */
export type FloatType = 'float32' | 'float64';

/** A zero-filled storage of `length` numbers. */
export function zeros(length: number, dtype: FloatType): FloatStorage {
  return dtype === 'float32' ? new Float32Array(length) : new Float64Array(length);
}

/** The precision of a storage. */
export function floatTypeOf(values: FloatStorage): FloatType {
  return values instanceof Float32Array ? 'float32' : 'float64';
}

/** A zero-filled storage of the same precision as `like`. */
export function zerosLike(like: FloatStorage, length: number): FloatStorage {
  return zeros(length, floatTypeOf(like));
}

/** How many elements an array of this shape has. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Whether the elements lie in C order without gaps. */
export function isContiguous({ shape, stride }: NdArray): boolean {
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && stride[axis] !== step) return false;
    step *= shape[axis]!;
  }
  return true;
}

/** The elements in C order, in the asked precision. A copy, except where the array already is just that. */
export function toStorage(array: NdArray, dtype: FloatType): FloatStorage {
  const { data, offset, size } = array;
  const alreadyRight = dtype === 'float32' ? Float32Array : Float64Array;
  if (isContiguous(array)) {
    if (data instanceof alreadyRight) return data.subarray(offset, offset + size);
    if (offset === 0 && data.length === size) return alreadyRight.from(data);
  }
  const out = zeros(size, dtype);
  copyStrided(array, out, { axis: 0, from: offset, to: 0 });
  return out;
}

/** Copies one axis of `array` after another; returns where the next element goes. */
function copyStrided(
  array: NdArray,
  out: FloatStorage,
  { axis, from, to }: { axis: number; from: number; to: number },
): number {
  if (axis === array.shape.length) {
    out[to] = array.data[from]!;
    return to + 1;
  }
  const stride = array.stride[axis]!;
  let next = to;
  for (let index = 0; index < array.shape[axis]!; index++) {
    next = copyStrided(array, out, { axis: axis + 1, from: from + index * stride, to: next });
  }
  return next;
}

/** A C-ordered array over `data`, which is not copied. */
export function fromStorage<S extends FloatStorage>(data: S, shape: readonly number[]): NdArray<S> {
  return toNdArray({ data, shape });
}
