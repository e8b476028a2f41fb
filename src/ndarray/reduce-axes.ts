import type { Axes, Lanes } from './lanes.js';
import { axesOf, lanesOf } from './lanes.js';
import type { Reduction } from './reduce.js';
import { placesOf } from './reduce.js';
import type { PlainArray, FloatStorage, Strided } from './storage.js';
import { floatTypeOf, zeros } from './storage.js';

/** How a reduction along axes leaves the shape. */
export interface ReduceOptions {
  /** Whether the axes stay, with a length of 1, so that the result can be combined with the array. */
  readonly keepdims?: boolean;
}

/** One number without axes, else an array of what is left; float32 stays float32. */
export function reduced(
  array: Strided,
  how: Reduction,
  axes: Axes,
  options: ReduceOptions = {},
): number | PlainArray<FloatStorage> {
  const lanes = lanesOf(array, axes);
  const values = how(lanes);
  const shape = shapeOf(array, axes, lanes, options);
  if (shape.length === 0 && axes === undefined) return values[0]!;
  const data = floatTypeOf(array.data) === 'float64' ? values : zeros(values.length, 'float32');
  if (data !== values) data.set(values);
  return { data, shape };
}

/** The same for the places of an extreme: along one axis, or in C order over all. */
export function placesAlong(
  array: Strided,
  how: Reduction,
  axis: number | undefined,
  options: ReduceOptions = {},
): number | PlainArray<Int32Array> {
  const lanes = lanesOf(array, axis);
  const data = placesOf(lanes, how(lanes));
  const shape = shapeOf(array, axis, lanes, options);
  return shape.length === 0 && axis === undefined ? data[0]! : { data, shape };
}

function shapeOf(
  { shape }: Strided,
  axes: Axes,
  lanes: Lanes,
  { keepdims = false }: ReduceOptions,
): readonly number[] {
  if (!keepdims) return lanes.shape;
  const gone = axesOf(axes, shape.length);
  return shape.map((length, axis) => (gone.includes(axis) ? 1 : length));
}

/**
 * Requires that every lane holds numbers: there is no mean or greatest of nothing.
 * @throws RangeError with the name of the reduction.
 */
export function ofSome(name: string, how: Reduction): Reduction {
  return (lanes) => {
    if (lanes.length > 0) return how(lanes);
    throw new RangeError(`There is no ${name} of no numbers: the array is empty along that axis`);
  };
}
