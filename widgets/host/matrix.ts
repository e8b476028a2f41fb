// Reads what people hand to a picture (ndarrays, nested arrays, plain data) as matrices in C order.
import type { NdArray, PlainArray, Storage } from '../../src/ndarray/nd-array.js';

/** Numbers in nested arrays. */
export type NestedNumbers = readonly (number | NestedNumbers)[];

/** Everything a picture takes as one matrix (or as a batch of matrices); a typed array alone is a single row. */
export type MatrixLike = NdArray | PlainArray<Storage> | NestedNumbers | Storage;

/** One matrix: `rows` are drawn upwards, `columns` to the right. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** Rows × columns, C order; float32 stays float32, everything else becomes float64. */
  readonly data: Float32Array | Float64Array;
}

interface Strided {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
}

/** Strides of C order. */
const strideOf = (shape: readonly number[]): number[] =>
  shape.map((_, axis) => shape.slice(axis + 1).reduce((product, n) => product * n, 1));

function nested(values: NestedNumbers): Strided {
  const shape: number[] = [];
  for (let level: unknown = values; Array.isArray(level); level = level[0] as unknown) {
    shape.push(level.length);
  }
  const flat = values.flat(shape.length as 1) as unknown[];
  const count = shape.reduce((product, n) => product * n, 1);
  if (flat.length !== count || flat.some((x) => typeof x !== 'number')) {
    throw new RangeError('The rows of a nested array must hold numbers and have equal lengths');
  }
  return { data: flat as number[], shape, stride: strideOf(shape), offset: 0 };
}

function strided(values: unknown): Strided {
  if (Array.isArray(values)) return nested(values as NestedNumbers);
  if (typeof values === 'object' && values !== null && 'shape' in values && 'data' in values) {
    const { data, shape, stride, offset } = values as PlainArray;
    const array = {
      data,
      shape: [...shape],
      stride: stride ?? strideOf(shape),
      offset: offset ?? 0,
    };
    const last = array.shape.reduce(
      (at, n, axis) => at + (n - 1) * array.stride[axis]!,
      array.offset,
    );
    if (array.shape.every((n) => n > 0) && !(last < data.length)) {
      throw new RangeError(
        `An array of shape ${shape.join(' × ')} does not fit into ${data.length} numbers`,
      );
    }
    return array;
  }
  if (ArrayBuffer.isView(values) && 'length' in values) {
    const { length } = values as Float64Array;
    return { data: values as Float64Array, shape: [length], stride: [1], offset: 0 };
  }
  throw new TypeError(
    'A picture needs an ndarray, nested arrays of numbers, or { data, shape }; for a typed array give its shape',
  );
}

function copyOut(array: Strided, base: number, transpose: boolean): Matrix {
  const axes = array.shape.length;
  const [n, m] = [array.shape[axes - 2] ?? 1, array.shape[axes - 1]!];
  const [sn, sm] = [array.stride[axes - 2] ?? 0, array.stride[axes - 1]!];
  const [rows, columns, sr, sc] = transpose ? [m, n, sm, sn] : [n, m, sn, sm];
  const isSingle = array.data instanceof Float32Array;
  const data = isSingle ? new Float32Array(rows * columns) : new Float64Array(rows * columns);
  for (let r = 0, k = 0; r < rows; r++) {
    for (let c = 0, at = base + r * sr; c < columns; c++, k++, at += sc) data[k] = array.data[at]!;
  }
  return { rows, columns, data };
}

/**
 * Reads values as matrices: two axes are one, three are a batch of them, one axis is a single row.
 * With `transpose` the last axis becomes the rows, as a trace (time × units) is drawn with time to the right.
 * @throws TypeError for something that is no array, RangeError for more axes or a shape that does not fit.
 */
export function matricesOf(values: MatrixLike, transpose = false): Matrix[] {
  const array = strided(values);
  if (array.shape.length === 0 || array.shape.length > 3) {
    throw new RangeError(`A picture has two axes (three for several), not ${array.shape.length}`);
  }
  if (array.shape.length < 3) return [copyOut(array, array.offset, transpose)];
  return Array.from({ length: array.shape[0]! }, (_, n) =>
    copyOut(array, array.offset + n * array.stride[0]!, transpose),
  );
}
