import { broadcastStride, commonShape } from './elementwise.js';
import { product } from './product.js';
import type { FloatStorage, PlainArray, Strided } from './storage.js';
import { floatTypeOf, sizeOf, toStorage, zeros } from './storage.js';

/**
 * The matrix product as NumPy's `matmul`: rows × n by n × columns; a single axis is a row on the left and a column on the right;
 * axes in front are a batch, and are broadcast. Sums are kept in float64.
 * @throws RangeError where the inner lengths differ, or one side has no axes.
 */
export function matmul(a: Strided, b: Strided): PlainArray<FloatStorage> {
  const left = a.shape.length === 1 ? withAxis(a, 0) : a;
  const right = b.shape.length === 1 ? withAxis(b, 1) : b;
  const [rows = 0, inner = -1] = left.shape.slice(-2);
  const [height = -1, columns = 0] = right.shape.slice(-2);
  if (left.shape.length < 2 || right.shape.length < 2 || inner !== height) {
    throw new RangeError(
      `The matrix product of ${written(a)} and ${written(b)} needs the last axis of the first to be as long as the second last of the other`,
    );
  }
  const batch = commonShape([left.shape.slice(0, -2), right.shape.slice(0, -2)]);
  const [x, y] = [repeated(left, batch), repeated(right, batch)];
  const single = floatTypeOf(a.data) === 'float32' && floatTypeOf(b.data) === 'float32';
  const data = zeros(sizeOf(batch) * rows * columns, single ? 'float32' : 'float64');
  const sums = single ? new Float64Array(rows * columns) : undefined;
  for (let block = 0; block < sizeOf(batch); block++) {
    const out = data.subarray(block * rows * columns, (block + 1) * rows * columns);
    const own = x.subarray(block * rows * inner, (block + 1) * rows * inner);
    const other = y.subarray(block * inner * columns, (block + 1) * inner * columns);
    product(sums?.fill(0) ?? (out as Float64Array), own, other, { rows, inner, columns });
    if (sums) out.set(sums);
  }
  const ends = [...(a === left ? [rows] : []), ...(b === right ? [columns] : [])];
  return { data, shape: [...batch, ...ends] };
}

const written = ({ shape }: Strided) => shape.join(' × ') || 'a number';

/** The array with one more axis of length 1. */
export function withAxis<A extends Strided>(array: A, axis: number): Strided<A['data']> {
  const { data, offset, shape, stride } = array;
  return { data, offset, shape: shape.toSpliced(axis, 0, 1), stride: stride.toSpliced(axis, 0, 0) };
}

/** The elements in C order and float64, the matrices repeated over the batch. */
function repeated(
  { data, offset, shape, stride }: Strided,
  batch: readonly number[],
): Float64Array {
  const front = broadcastStride(shape.slice(0, -2), stride.slice(0, -2), batch);
  return toStorage(
    {
      data,
      offset,
      shape: [...batch, ...shape.slice(-2)],
      stride: [...front, ...stride.slice(-2)],
    },
    'float64',
  ) as Float64Array;
}
