import { shown } from './check-layout.js';
import type { PlainArray, Storage } from './storage.js';
import { sizeOf } from './storage.js';

/** Lists of lists of numbers, all rows equally long. */
export type NestedNumbers = readonly (number | NestedNumbers)[];

/**
 * What a person may hand in as an array: an NdArray (or any other object with data and shape), nested lists, or a typed array as one
 * row of numbers.
 */
export type ArrayInput = PlainArray | NestedNumbers | Exclude<Storage, number[]>;

/** Axes beyond which nested lists are taken for lists that hold themselves; NumPy has as many. */
const mostAxes = 64;

/**
 * Any accepted input as plain data with a shape, which is not yet checked. Only nested lists are copied.
 * @param what names the array in messages.
 * @throws TypeError for anything that is no array, RangeError for nested lists with rows of different lengths.
 */
export function plainOf(input: unknown, what: string): PlainArray {
  if (Array.isArray(input)) return fromNested(input as NestedNumbers, what);
  if (typeof input === 'object' && input !== null) {
    if ('data' in input && 'shape' in input) return input as PlainArray;
    if (ArrayBuffer.isView(input) && 'length' in input) {
      const data = input as Float64Array;
      return { data, shape: [data.length] };
    }
  }
  throw new TypeError(
    `${what} should be an array (an NdArray, { data, shape }, nested lists or a typed array), but is ${shown(input)}`,
  );
}

function fromNested(list: NestedNumbers, what: string): PlainArray<Float64Array> {
  const shape: number[] = [];
  for (let at: unknown = list; Array.isArray(at) && shape.length <= mostAxes; at = at[0]) {
    shape.push(at.length);
  }
  const data = new Float64Array(sizeOf(shape));
  const end = fill(data, 0, list, { shape, axis: 0 });
  if (shape.length <= mostAxes && end === data.length) return { data, shape };
  throw new RangeError(
    `${what} should be nested lists that hold numbers only, and rows of equal length (${shape.slice(0, 8).join(' × ')} by their first rows)`,
  );
}

/** Writes a list's numbers from `at` on; NaN as the end where a row has another length, or holds something else. */
function fill(
  data: Float64Array,
  at: number,
  list: NestedNumbers,
  { shape, axis }: { shape: readonly number[]; axis: number },
): number {
  if (list.length !== shape[axis] || axis >= mostAxes) return NaN;
  const deepest = axis === shape.length - 1;
  let end = at;
  for (const item of list) {
    if (deepest !== (typeof item === 'number')) return NaN;
    if (typeof item === 'number') data[end++] = item;
    else end = Array.isArray(item) ? fill(data, end, item, { shape, axis: axis + 1 }) : NaN;
    if (Number.isNaN(end)) return NaN;
  }
  return end;
}
