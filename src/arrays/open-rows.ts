import { openFileSource } from '../files/file-source.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { toNdArray } from '../ndarray/nd-array.js';
import { decodeElements } from './decode-elements.js';
import { elementSize } from './element-type.js';
import { isNpy, readNpyHeader } from './npy.js';
import { readArray } from './read-array.js';

/** An array of which a part is taken at a time, along its first axis. */
export interface Rows {
  readonly shape: readonly number[];
  /** Rows `from` to `to`, half open. */
  take(from: number, to: number): NdArray;
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
  const { type, littleEndian, shape, dataOffset } = header;
  const inner = shape.slice(1);
  const rowBytes = inner.reduce((size, n) => size * n, elementSize[type]);
  return {
    shape,
    take(from, to) {
      const bytes = source.read(dataOffset + from * rowBytes, (to - from) * rowBytes);
      const data = decodeElements(bytes, type, littleEndian);
      return toNdArray({ data, shape: [to - from, ...inner] });
    },
    close: () => source.close(),
  };
}

/** An array in memory, taken in parts as views. */
function rowsOf(array: NdArray): Rows {
  return {
    shape: array.shape,
    take: (from, to) => array.lo(from).hi(to - from),
    close: () => undefined,
  };
}
