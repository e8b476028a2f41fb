import type { NdArray, PlainArray } from './nd-array.js';
import { toNdArray } from './nd-array.js';
import { fromStorage, sizeOf } from './make.js';

/** Lists of lists of numbers, all rows equally long. */
export type NestedNumbers = readonly (number | NestedNumbers)[];

/** What a person may hand in as an array: an `ndarray`, plain data with a shape, or nested lists. */
export type ArrayInput = NdArray | PlainArray | NestedNumbers;

/**
 * Any accepted input as an `ndarray`. Only nested lists are copied.
 * @throws RangeError for nested lists with rows of different lengths.
 * @throws TypeError for anything that is no array.
 */
export function asNdArray(input: ArrayInput): NdArray {
  if (Array.isArray(input)) return fromNested(input as NestedNumbers);
  const array = input as NdArray | PlainArray;
  if (typeof array !== 'object' || array === null || !('shape' in array)) {
    throw new TypeError(`Expected an ndarray, { data, shape } or nested lists, but got ${input}`);
  }
  return 'pick' in array ? array : toNdArray(array);
}

function fromNested(list: NestedNumbers): NdArray {
  const shape: number[] = [];
  for (let at: number | NestedNumbers = list; Array.isArray(at); at = at[0] as typeof at) {
    shape.push(at.length);
  }
  const flat = (list as number[]).flat(shape.length - 1);
  if (flat.length !== sizeOf(shape) || !flat.every((n) => typeof n === 'number')) {
    throw new RangeError(
      `Nested lists must hold numbers only, and rows of equal length (${shape.join(' × ')} here)`,
    );
  }
  return fromStorage(Float64Array.from(flat), shape);
}
