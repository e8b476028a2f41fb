import { asNdArray } from './as-nd-array.js';
import { choose } from './elementwise.js';
import { axisAt } from './indices.js';
import type { FloatStorage, NdArray } from './nd-array.js';
import { toNdArray } from './nd-array.js';
import type { ArrayInput } from './plain.js';
import { floatTypeOf, sizeOf, toStorage, zeros } from './storage.js';

/**
 * Arrays of one shape as one array with a new axis, the first if nothing is said: NumPy's `stack`. Float32 where all are.
 * @throws RangeError for no arrays, shapes that differ, or an axis that is not there.
 */
export function stack(arrays: readonly ArrayInput[], axis = 0): NdArray<FloatStorage> {
  const all = arrays.map((one, k) => asNdArray(one, `Array ${k} of the stack`));
  const rank = (all[0]?.dimension ?? 0) + 1;
  const at = axisAt(axis, rank);
  const withAxis = all.map((one) => one.reshape(...one.shape.toSpliced(at, 0, 1)));
  return concatenate(withAxis, at);
}

/**
 * Arrays one after another along an axis, the first if nothing is said: NumPy's `concatenate`. Float32 where all are.
 * @throws RangeError for no arrays, other lengths along the other axes, or an axis that is not there.
 */
export function concatenate(arrays: readonly ArrayInput[], axis = 0): NdArray<FloatStorage> {
  const all = arrays.map((one, k) => asNdArray(one, `Array ${k}`));
  const [first] = all;
  if (first === undefined) throw new RangeError('There are no arrays to put together');
  const at = axisAt(axis, first.dimension);
  const others = (shape: readonly number[]) => shape.toSpliced(at, 1).join(' × ');
  const odd = all.find(
    ({ shape, dimension }) =>
      dimension !== first.dimension || others(shape) !== others(first.shape),
  );
  if (odd) {
    throw new RangeError(
      `Arrays of ${first.shape.join(' × ')} and ${odd.shape.join(' × ')} cannot be put together along axis ${axis}: their other lengths differ`,
    );
  }
  const dtype = all.every(({ data }) => floatTypeOf(data) === 'float32') ? 'float32' : 'float64';
  const shape = first.shape.with(
    at,
    all.reduce((sum, one) => sum + one.shape[at]!, 0),
  );
  const data = zeros(sizeOf(shape), dtype);
  const inner = sizeOf(shape.slice(at + 1));
  const row = shape[at]! * inner;
  let start = 0;
  for (const one of all) {
    const values = toStorage(one, dtype);
    const length = one.shape[at]! * inner;
    for (let from = 0, to = start; from < values.length; from += length, to += row) {
      data.set(values.subarray(from, from + length), to);
    }
    start += length;
  }
  return toNdArray({ data, shape });
}

/**
 * Numbers of `a` where the condition is not 0, and of `b` elsewhere, broadcast: NumPy's `where`.
 * @throws RangeError for shapes that do not go together.
 */
export function where(
  condition: ArrayInput,
  a: ArrayInput | number,
  b: ArrayInput | number,
): NdArray<FloatStorage> {
  const side = (one: ArrayInput | number) => (typeof one === 'number' ? one : asNdArray(one));
  return toNdArray(choose(asNdArray(condition, 'The condition'), side(a), side(b)));
}
