import type { ElementType } from '../elements/element-type.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import { toNdArray } from '../ndarray/nd-array.js';
import type { Tensor } from './model-file.js';

/** What a reader knows of a stored weight. */
export interface StoredTensor {
  /** The name in the file. */
  readonly name: string;
  /** The length of each axis. */
  readonly shape: readonly number[];
  /** The type of the stored elements. */
  readonly type: ElementType;
  /** Shown instead of `type`, such as `uint8 (quantised)`. */
  readonly dtype?: string;
  /** Reads the elements; called once, when they are first asked for. */
  read(): NdArray;
}

/** A stored weight as the rest of gatelab sees it: read when asked for, once, as floating-point numbers. */
export function makeTensor(stored: StoredTensor): Tensor {
  let values: NdArray<FloatStorage> | undefined;
  return {
    name: stored.name,
    shape: stored.shape,
    dtype: stored.dtype ?? stored.type,
    read: () => (values ??= asFloat(stored.read())),
  };
}

/** Integers become float64; floats stay what they are, and keep their strides. */
function asFloat(array: NdArray): NdArray<FloatStorage> {
  const { data } = array;
  if (data instanceof Float32Array || data instanceof Float64Array) {
    return array as NdArray<FloatStorage>;
  }
  const { shape, stride, offset } = array;
  return toNdArray({ data: Float64Array.from(data), shape, stride, offset });
}
