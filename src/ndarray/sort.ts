import { axisAt } from './indices.js';
import type { Storage, Strided } from './storage.js';
import { copyOf, strideOf } from './storage.js';

/** A sorted copy along one axis, ascending, with NaN at the end. */
export function sorted<S extends Storage>(array: Strided<S>, axis: number): Strided {
  const at = axisAt(axis, array.shape.length);
  const moved = toLast(array, at);
  const data = copyOf(moved);
  const length = array.shape[at]!;
  for (let from = 0; from < data.length; from += length) data.subarray(from, from + length).sort();
  const { shape } = moved;
  const order = [...shape.keys()].toSpliced(-1, 1).toSpliced(at, 0, shape.length - 1);
  const stride = strideOf(shape);
  return {
    data,
    shape: order.map((k) => shape[k]!),
    stride: order.map((k) => stride[k]!),
    offset: 0,
  };
}

/** The array with one axis moved to the end. */
function toLast<S extends Storage>(
  { shape, stride, ...rest }: Strided<S>,
  axis: number,
): Strided<S> {
  const last = (list: readonly number[]) => [...list.toSpliced(axis, 1), list[axis]!];
  return { ...rest, shape: last(shape), stride: last(stride) };
}
