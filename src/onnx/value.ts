import type { ElementType } from '../elements/element-type.js';
import type { FloatType } from '../ndarray/make.js';
import { sizeOf, toStorage } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';

/** What flows through an ONNX graph: contiguous numbers in the graph's own axes, and the type that the graph gives them. */
export interface Value {
  /** The type that the graph gives it. */
  readonly type: ElementType;
  /** The length of each axis. */
  readonly shape: readonly number[];
  /** Floats in the precision of the run; whole numbers and booleans always in float64, exact to 2^53. */
  readonly data: FloatStorage;
}

/** The types that a run computes in its own precision. */
export function isRunFloat(type: ElementType): boolean {
  return type === 'float32' || type === 'float16' || type === 'bfloat16';
}

/** Whether a type is one of floating-point numbers. */
export function isFloat(type: ElementType): boolean {
  return type === 'float64' || isRunFloat(type);
}

/** A zero-filled storage for `length` elements of a type. */
export function storageFor(type: ElementType, length: number, dtype: FloatType): FloatStorage {
  return isRunFloat(type) && dtype === 'float32'
    ? new Float32Array(length)
    : new Float64Array(length);
}

/** An array as a value of the given type. */
export function toValue(array: NdArray, type: ElementType, dtype: FloatType): Value {
  const single = isRunFloat(type) && dtype === 'float32';
  return {
    type,
    shape: [...array.shape],
    data: toStorage(array, single ? 'float32' : 'float64'),
  };
}

/** A value of whole numbers. */
export function integers(list: readonly number[], shape: readonly number[] = [list.length]): Value {
  return { type: 'int64', shape, data: Float64Array.from(list) };
}

/** The same numbers in another shape of the same size. */
export function reshaped(value: Value, shape: readonly number[]): Value {
  if (sizeOf(shape) !== value.data.length) {
    throw new RangeError(
      `${value.shape.join(' × ')} numbers cannot have the shape ${shape.join(' × ')}`,
    );
  }
  return { ...value, shape };
}

/** Steps between neighbours along each axis, in C order. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis]!;
  }
  return strides;
}
