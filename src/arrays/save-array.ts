import { ArgumentError } from '../errors.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { NpzWriter } from './npz-writer.js';
import { elementTypeOf } from './npy-header.js';
import { NpyWriter } from './npy-writer.js';

/** Arrays by the names that they have in a `.npz` file. */
export type NamedArrays = Readonly<Record<string, ArrayInput>>;

/**
 * Writes an array as `.npy`, or named arrays as `.npz` (one without a name is called `arr_0`, as `np.savez` does), told by the ending of
 * the path. Elements keep their type; nested lists are float64. The file appears when it is whole.
 * @throws ArgumentError for another ending, or several arrays for a `.npy`; BadFileError where the file cannot be written; TypeError or
 * RangeError for what is no array.
 */
export async function saveArray(path: string, arrays: ArrayInput | NamedArrays): Promise<void> {
  const named = isNamed(arrays) ? arrays : { arr_0: arrays };
  const ready = Object.entries(named).map(([name, array]) => {
    const { data, shape } = asNdArray(array, `The array "${name}"`).copy();
    return { name, data, shape, dtype: elementTypeOf(data) };
  });
  if (/\.npz$/i.test(path)) {
    return writing(new NpzWriter(path, ready), (file) => {
      for (const { name, data } of ready) file.append(name, data);
    });
  }
  if (!/\.npy$/i.test(path)) {
    throw new ArgumentError(`${path}: arrays are saved as .npy or .npz; let the path end so`, {
      file: path,
    });
  }
  if (isNamed(arrays)) {
    throw new ArgumentError(`${path}: a .npy file holds one array without a name; save a .npz`, {
      file: path,
    });
  }
  const [{ data, ...header }] = ready as [(typeof ready)[0]];
  return writing(new NpyWriter(path, header), (file) => file.append(data));
}

const isNamed = (arrays: ArrayInput | NamedArrays): arrays is NamedArrays =>
  Object.getPrototypeOf(arrays) === Object.prototype && !('data' in arrays && 'shape' in arrays);

/** Fills a file and gives it its name; leaves nothing behind where that fails. */
function writing<F extends { finish(): void; discard(): void }>(
  file: F,
  fill: (file: F) => void,
): void {
  try {
    fill(file);
    file.finish();
  } catch (error) {
    file.discard();
    throw error;
  }
}
