import type { Metadata } from 'h5wasm';
import type { ElementType } from '../elements/element-type.js';

// libhdf5's type classes, H5T_class_t.
const integer = 0;
const float = 1;
const opaque = 5;
const enumeration = 8;

/**
 * The element type of a dataset; undefined for strings, records and whatever else holds no plain numbers.
 * @param note reads the dataset's own `dtype` attribute: Keras 3 stores bfloat16 as nameless two-byte elements and says so there.
 */
export function elementTypeOf(
  { type, size, signed, enum_type }: Metadata,
  note: () => unknown,
): ElementType | undefined {
  if (type === float) return floats.get(size);
  if (type === integer) return integers.get(size * (signed ? -1 : 1));
  if (type === opaque && size === 2 && note() === 'bfloat16') return 'bfloat16';
  // h5py stores booleans as an enumeration of FALSE and TRUE.
  if (type === enumeration && size === 1 && enum_type?.nmembers === 2) return 'bool';
  return undefined;
}

const floats = new Map<number, ElementType>([
  [2, 'float16'],
  [4, 'float32'],
  [8, 'float64'],
]);

/** Signed sizes are negative. */
const integers = new Map<number, ElementType>([
  [-1, 'int8'],
  [-2, 'int16'],
  [-4, 'int32'],
  [-8, 'int64'],
  [1, 'uint8'],
  [2, 'uint16'],
  [4, 'uint32'],
  [8, 'uint64'],
]);
