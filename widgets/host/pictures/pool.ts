// Large matrices are drawn from runs of columns: the mean, smallest and greatest value of each.
import type { Matrix } from './matrix.js';

/** A range of columns, some of them pooled into one. */
export interface PoolRange {
  /** The first column. */
  readonly from: number;
  /** The column behind the last one. */
  readonly to: number;
  /** Columns of the matrix to one column of the result. */
  readonly pooled: number;
}

/** Rows × ⌈(to − from) / pooled⌉ each; NaN is left out of a run that has a number. */
export interface PooledMatrix {
  /** Columns of the result. */
  readonly columns: number;
  /** The mean of each run of columns. */
  readonly mean: Float32Array;
  /** The smallest value of each run. */
  readonly low: Float32Array;
  /** The greatest value of each run. */
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
  for (let row = 0; row < matrix.rows; row++) {
    const start = row * matrix.columns;
    poolRow(matrix.data, [start + from, start + to, pooled], result, row * columns);
  }
  return result;
}

/** Pools the numbers `[begin, end)` of flat data into places from `at` on: one loop without calls, since all of them are seen. */
function poolRow(
  data: Matrix['data'],
  [begin, end, pooled]: readonly [number, number, number],
  { mean, low, high }: PooledMatrix,
  at: number,
): void {
  for (let from = begin; from < end; from += pooled, at++) {
    const to = Math.min(end, from + pooled);
    let sum = 0;
    let count = 0;
    let least = Infinity;
    let most = -Infinity;
    for (let k = from; k < to; k++) {
      const value = data[k]!;
      if (value !== value) continue;
      sum += value;
      count++;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    mean[at] = count > 0 ? sum / count : NaN;
    low[at] = count > 0 ? least : NaN;
    high[at] = count > 0 ? most : NaN;
  }
}
