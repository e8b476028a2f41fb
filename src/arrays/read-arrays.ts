import { openFileSource } from '../files/file-source.js';
import { isZip, openZip } from '../files/zip.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { readNpy } from './npy.js';
import { readArray } from './read-array.js';

/**
 * Reads all arrays of a `.npz` file by their names; any other file is one array.
 * @param name what the only array of another file is called.
 * @throws Error as `readArray`.
 */
export async function readArrays(path: string, name: string): Promise<Record<string, NdArray>> {
  const source = openFileSource(path);
  try {
    if (isZip(source)) {
      const zip = openZip(source);
      const names = zip.names.filter((entry) => entry.endsWith('.npy'));
      return Object.fromEntries(
        names.map((entry) => [entry.slice(0, -4), readNpy(zip.open(entry))]),
      );
    }
  } finally {
    source.close();
  }
  return { [name]: await readArray(path) };
}
