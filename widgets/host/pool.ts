// Large matrices are drawn from runs of columns: the mean, smallest and greatest value of each.
import type { Matrix } from './matrix.js';

/** A range of columns, some of them pooled into one. */
export interface PoolRange {
  readonly from: number;
  readonly to: number;
  /** Columns of the matrix to one column of the result. */
  readonly pooled: number;
}

/** Rows × ⌈(to − from) / pooled⌉ each; NaN is left out of a run that has a number. */
export interface PooledMatrix {
  readonly columns: number;
  readonly mean: Float32Array;
  readonly low: Float32Array;
  readonly high: Float32Array;
}

/** Pools a range of columns of a matrix. No spike is lost: it is in `low` or `high`. */
export function poolColumns(matrix: Matrix, { from, to, pooled }: PoolRange): PooledMatrix {
  const columns = Math.ceil((to - from) / pooled);
  const size = matrix.rows * columns;
  const result = {
    columns,
    mean: new Float32Array(size),
    low: new Float32Array(size),
    high: new Float32Array(size),
  };
  for (let row = 0, k = 0; row < matrix.rows; row++) {
    const start = row * matrix.columns;
    for (let column = from; column < to; column += pooled, k++) {
      poolRun(matrix.data, start + column, start + Math.min(to, column + pooled), result, k);
    }
  }
  return result;
}

// eslint-disable-next-line max-params -- called once per pixel: an options object would be made as often
function poolRun(
  data: Matrix['data'],
  begin: number,
  end: number,
  into: PooledMatrix,
  at: number,
): void {
  let [sum, count, low, high] = [0, 0, Infinity, -Infinity];
  for (let k = begin; k < end; k++) {
    const value = data[k]!;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  into.mean[at] = count > 0 ? sum / count : NaN;
  into.low[at] = count > 0 ? low : NaN;
  into.high[at] = count > 0 ? high : NaN;
}
