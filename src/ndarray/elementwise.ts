// Element by element, with NumPy's broadcasting: axes of length 1, and missing ones in front, are repeated by a stride of 0.
import ndarray from 'ndarray';
import ops from 'ndarray-ops';
import type { Arithmetic } from './flat.js';
import { combineFlat } from './flat.js';
import type { FloatStorage, PlainArray, Strided } from './storage.js';
import { floatTypeOf, isContiguous, sizeOf, strideOf, toStorage, zeros } from './storage.js';
import { largest } from '../lists/extremes.js';

/** a ∘ b in C order. Float32 where both are (a number counts as whatever the array is), float64 otherwise. */
export function combine(
  kind: Arithmetic,
  a: Strided | number,
  b: Strided | number,
): PlainArray<FloatStorage> {
  const arrays = [a, b].filter((one): one is Strided => typeof one !== 'number');
  const shape = commonShape(arrays.map((one) => one.shape));
  const single = arrays.every(({ data }) => floatTypeOf(data) === 'float32');
  const data = zeros(sizeOf(shape), single ? 'float32' : 'float64');
  const [left, right] = [a, b].map((one) => (typeof one === 'number' ? scalar(one, single) : one));
  const [x, y] = [left!, right!].map((one) => flatIn(one, data.length));
  if (x && y && combineFlat(kind, data, x, y)) return { data, shape };
  ops[kind](
    view({ data, shape, stride: strideOf(shape), offset: 0 }, shape),
    view(left!, shape),
    view(right!, shape),
  );
  return { data, shape };
}

/** The numbers of an array of floats, where they lie side by side and are as many as the result's, or one; undefined otherwise. */
function flatIn({ data, shape, stride, offset }: Strided, size: number): FloatStorage | undefined {
  const own = sizeOf(shape);
  const isFloat = data instanceof Float32Array || data instanceof Float64Array;
  if (!isFloat || (own !== size && own !== 1) || !isContiguous({ shape, stride })) return undefined;
  return data.subarray(offset, offset + own);
}

/** A number as an array of no axes, in the precision of the array it is combined with. */
function scalar(value: number, single: boolean): Strided {
  const data = single ? Float32Array.of(value) : Float64Array.of(value);
  return { data, shape: [], stride: [], offset: 0 };
}

function view({ data, shape, stride, offset }: Strided, common: readonly number[]) {
  return ndarray(data, [...common], broadcastStride(shape, stride, common), offset);
}

/** The strides with which an array is repeated over a shape that it fits into. */
export function broadcastStride(
  shape: readonly number[],
  stride: readonly number[],
  common: readonly number[],
): number[] {
  const missing = common.length - shape.length;
  return common.map((_, axis) =>
    axis < missing || shape[axis - missing] === 1 ? 0 : stride[axis - missing]!,
  );
}

/**
 * The shape over which arrays of these shapes are repeated.
 * @throws RangeError for shapes that do not go together.
 */
export function commonShape(shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(0, largest(shapes.map((shape) => shape.length)));
  return Array.from({ length: rank }, (_, axis) => {
    const lengths = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1);
    const length = lengths.find((n) => n !== 1) ?? 1;
    if (lengths.every((n) => n === 1 || n === length)) return length;
    const written = shapes.map((shape) => shape.join(' × ') || 'a number');
    throw new RangeError(
      `Arrays of ${written.join(' and ')} do not go together: counted from the last axis, lengths must be equal or 1`,
    );
  });
}

/** `a` where the condition is not 0, else `b`; all three are broadcast. */
export function choose(
  condition: Strided,
  a: Strided | number,
  b: Strided | number,
): PlainArray<FloatStorage> {
  const given = [a, b].filter((one): one is Strided => typeof one !== 'number');
  const single = given.length > 0 && given.every(({ data }) => floatTypeOf(data) === 'float32');
  const shape = commonShape([condition, ...given].map((one) => one.shape));
  const data = zeros(sizeOf(shape), single ? 'float32' : 'float64');
  const [test, yes, no] = [condition, a, b].map((one) => {
    const from = typeof one === 'number' ? scalar(one, single) : one;
    return toStorage(
      { ...from, shape, stride: broadcastStride(from.shape, from.stride, shape) },
      'float64',
    );
  });
  for (let k = 0; k < data.length; k++) data[k] = test![k] !== 0 ? yes![k]! : no![k]!;
  return { data, shape };
}
