import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { FloatType } from '../ndarray/make.js';
import { fromStorage, sizeOf, toStorage } from '../ndarray/make.js';

/** What flows from layer to layer: contiguous values with the samples first, and which steps are to be skipped. */
export interface Batch {
  /** The numbers, in C order. */
  readonly data: FloatStorage;
  /** Samples, then time where there is any, then the shape of a step. */
  readonly shape: readonly number[];
  /** Samples × time; 0 where a step is masked. */
  readonly mask?: Uint8Array;
}

/** A shape whose open dimensions (the samples, often the time) are null. */
export type Shape = readonly (number | null)[];

/** The values of an array in the asked precision, C order. */
export function toBatch(array: NdArray, dtype: FloatType): Batch {
  return { data: toStorage(array, dtype), shape: [...array.shape] };
}

/** The batch as an array for users. */
export function fromBatch({ data, shape }: Batch): NdArray<FloatStorage> {
  return fromStorage(data, shape);
}

/** Rows of a batch when its last axis is taken apart: how many vectors, and how long each is. */
export function asRows(shape: readonly number[]): { rows: number; width: number } {
  const width = shape.at(-1) ?? 1;
  return { rows: width === 0 ? 0 : sizeOf(shape) / width, width };
}

/** Such as `(null, 302, 30)`, as Keras prints it. */
export function shapeText(shape: Shape): string {
  return `(${shape.map((n) => n ?? 'None').join(', ')})`;
}
