// Reads what people hand to a picture (NdArrays, nested arrays, plain data) as matrices in C order.
import type { ArrayInput } from '../../../src/ndarray/as-nd-array.js';
import { asNdArray } from '../../../src/ndarray/as-nd-array.js';
import type { NdArray } from '../../../src/ndarray/nd-array.js';

/** Everything a picture takes as one matrix (or as a batch of matrices); a typed array alone is a single row. */
export type MatrixLike = ArrayInput;

/** One matrix: `rows` are drawn upwards, `columns` to the right. */
export interface Matrix {
  /** How many rows there are. */
  readonly rows: number;
  /** How many columns there are. */
  readonly columns: number;
  /** Rows × columns, C order; float32 stays float32, everything else becomes float64. */
  readonly data: Float32Array | Float64Array;
}

/** Rows and columns that are copied together, so that a transposed copy reads each line of memory once. */
const block = 32;

/** A copy: what is drawn stays as it was when it was handed in. */
function copyOut(array: NdArray, transpose: boolean): Matrix {
  const matrix = array.dimension === 1 ? array.reshape(1, array.size) : array;
  const turned = transpose ? matrix.T : matrix;
  const [rows = 0, columns = 0] = turned.shape;
  const [down = 0, across = 0] = turned.stride;
  const { data: from, offset } = turned;
  const Kind = from instanceof Float32Array ? Float32Array : Float64Array;
  const data = new Kind(rows * columns);
  const copyRow = (row: number, left: number, right: number): void => {
    const [start, to] = [offset + row * down, row * columns];
    for (let k = left; k < right; k++) data[to + k] = from[start + k * across]!;
  };
  for (let top = 0; top < rows; top += block) {
    const bottom = Math.min(rows, top + block);
    for (let left = 0; left < columns; left += block) {
      const right = Math.min(columns, left + block);
      for (let row = top; row < bottom; row++) copyRow(row, left, right);
    }
  }
  return { rows, columns, data };
}

/**
 * Reads values as matrices: two axes are one, three are a batch of them, one axis is a single row.
 * With `transpose` the last axis becomes the rows, as a trace (time × units) is drawn with time to the right.
 * @throws TypeError for something that is no array, RangeError for more axes or a shape that does not fit.
 */
export function matricesOf(values: MatrixLike, transpose = false): Matrix[] {
  const array = asNdArray(values, 'A picture');
  if (array.dimension === 0 || array.dimension > 3) {
    throw new RangeError(`A picture has two axes (three for several), not ${array.dimension}`);
  }
  if (array.dimension < 3) return [copyOut(array, transpose)];
  return Array.from({ length: array.shape[0]! }, (_, n) => copyOut(array.pick(n), transpose));
}
