import { UnsupportedError } from '../errors.js';
import type { ElementType } from '../elements/element-type.js';
import type { Storage } from '../ndarray/nd-array.js';

/** A storage whose elements have a type of their own. */
export type TypedStorage = Exclude<Storage, number[]>;

/** The types that can be written, as NumPy's `descr` names them. */
const descriptors: Readonly<Partial<Record<ElementType, string>>> = {
  float32: '<f4',
  float64: '<f8',
  int8: '|i1',
  int16: '<i2',
  int32: '<i4',
  uint8: '|u1',
  uint16: '<u2',
  uint32: '<u4',
};

/** The type of a storage's elements. */
export function elementTypeOf(values: TypedStorage): ElementType {
  const name = values[Symbol.toStringTag].replace(/(Clamped)?Array$/, '').toLowerCase();
  return name as ElementType;
}

/**
 * What a `.npy` file begins with: magic, version 1.0 and a Python literal, padded so that the numbers start at a multiple of 64.
 * Layout: NumPy's `lib/format.py`.
 * @throws UnsupportedError for a type that cannot be written.
 */
export function npyHeader(dtype: ElementType, shape: readonly number[]): Uint8Array {
  const descriptor = descriptors[dtype];
  if (descriptor === undefined) throw new UnsupportedError(`Arrays of ${dtype} cannot be written`);
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const literal = `{'descr': '${descriptor}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const length = Math.ceil((10 + literal.length + 1) / 64) * 64 - 10;
  const head = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, length & 0xff, length >> 8]);
  return Buffer.concat([head, Buffer.from(`${literal.padEnd(length - 1)}\n`)]);
}
