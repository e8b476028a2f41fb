// The one door to `ndarray`: everything else names arrays through this file.
import ndarray from 'ndarray';

/** The element storages that gatelab computes with. */
export type FloatStorage = Float32Array | Float64Array;

/** Every storage an array file or a user may hand in. */
export type Storage =
  | FloatStorage
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array
  | Uint32Array
  | number[];

/** A strided view over a storage: what `ndarray` makes, and what every stage hands to the next. */
export type NdArray<S extends Storage = Storage> = ndarray.NdArray<S>;

/** Plain data between stages: what `ndarray` takes, without methods or owner. `stride` defaults to C order. */
export interface PlainArray<S extends Storage = Storage> {
  readonly data: S;
  readonly shape: readonly number[];
  readonly stride?: readonly number[];
  readonly offset?: number;
}

/** Wraps plain data as an `ndarray` view; nothing is copied. */
export function toNdArray<S extends Storage>(plain: PlainArray<S>): NdArray<S> {
  return ndarray(
    plain.data,
    [...plain.shape],
    plain.stride ? [...plain.stride] : undefined,
    plain.offset ?? 0,
  ) as NdArray<S>;
}
