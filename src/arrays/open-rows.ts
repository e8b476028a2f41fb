import { openFileSource } from '../files/file-source.js';
import { floatTypeOf, sizeOf, toStorage } from '../ndarray/make.js';
import type { FloatStorage, NdArray, Storage } from '../ndarray/nd-array.js';
import { toNdArray } from '../ndarray/nd-array.js';
import { isNpy, readNpyElements, readNpyHeader } from './npy.js';
import { readArray } from './read-array.js';

/** An array of which a part is taken at a time, along its first axis. */
export interface Rows {
  /** Of the whole array, rows first. */
  readonly shape: readonly number[];
  /** Rows `from` to `to`, half open. */
  take(from: number, to: number): NdArray;
  /** Numbers `from` to `to` of all in C order, half open: float32 as they are, others as float64. */
  numbers(from: number, to: number): FloatStorage;
  /** Closes the file; nothing can be taken any more. */
  close(): void;
}

/**
 * Opens an array to be read in parts. A `.npy` file in C order is read as far as it is asked for, however large it is; other files
 * are read whole.
 * @throws Error as `readArray`.
 */
export async function openRows(path: string): Promise<Rows> {
  const source = openFileSource(path);
  const header = isNpy(source) ? readNpyHeader(source) : undefined;
  if (header === undefined || header.fortranOrder || header.shape.length === 0) {
    source.close();
    return rowsOf(await readArray(path));
  }
  const { shape } = header;
  const inner = shape.slice(1);
  const width = sizeOf(inner);
  const read = (from: number, to: number) => readNpyElements(source, header, from, to - from);
  return {
    shape,
    take: (from, to) =>
      toNdArray({ data: read(from * width, to * width), shape: [to - from, ...inner] }),
    numbers: (from, to) => asFloats(read(from, to)),
    close: () => source.close(),
  };
}

const asFloats = (numbers: Storage): FloatStorage =>
  numbers instanceof Float32Array ? numbers : Float64Array.from(numbers);

/** An array in memory, taken in parts as views. */
function rowsOf(array: NdArray): Rows {
  const all = toStorage(array, floatTypeOf(array.data));
  return {
    shape: array.shape,
    // A single number has no rows, and is taken as it is.
    take: (from, to) => (array.dimension === 0 ? array : array.lo(from).hi(to - from)),
    numbers: (from, to) => all.subarray(from, to),
    close: () => undefined,
  };
}
