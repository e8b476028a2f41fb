// Sums of products as a cell needs them, with what rounding can do to each.

/** A row vector times a matrix (rows × columns), added to `out`. */
export function addProduct(row: Float64Array, matrix: Float64Array, out: Float64Array): void {
  const columns = out.length;
  for (let i = 0, k = 0; i < row.length; i++, k += columns) {
    const x = row[i]!;
    if (x === 0) continue;
    for (let j = 0; j < columns; j++) out[j]! += x * matrix[k + j]!;
  }
}

/** The same with the absolute values of all terms: what cancellation hides, and rounding does not. */
export function addAbsoluteProduct(
  row: Float64Array,
  matrix: Float64Array,
  out: Float64Array,
): void {
  const columns = out.length;
  for (let i = 0, k = 0; i < row.length; i++, k += columns) {
    const x = Math.abs(row[i]!);
    if (x === 0) continue;
    for (let j = 0; j < columns; j++) out[j]! += x * Math.abs(matrix[k + j]!);
  }
}

/**
 * The standard deviation, in units of the roundoff, of a sum of `terms` products whose absolute values add up to `total`. Every
 * product and partial sum is rounded. Whatever the order, partial sums stay below the total, and in the worst order (all positive
 * terms first) they are half of it on average; errors of independent roundings grow with the root of their number (Higham and
 * Mary 2019), and an error spread evenly over ±1 unit has the deviation 1/√3.
 */
export function sumError(terms: number, total: number): number {
  return Math.sqrt((terms + 1) / 12) * total;
}

/** The standard deviations that independent errors of a row have behind a matrix; zeros where the row is exact. */
export function spreadThrough(
  errors: Float64Array | undefined,
  matrix: Float64Array,
  columns: number,
): Float64Array {
  const out = new Float64Array(columns);
  for (const [i, error] of errors?.entries() ?? []) {
    for (let j = 0; j < columns; j++) out[j]! += (error * matrix[i * columns + j]!) ** 2;
  }
  return out.map(Math.sqrt);
}

/** Columns `from` to `to` of a matrix with this many rows, as a matrix of their own. */
export function columns(
  matrix: Float64Array,
  rows: number,
  from: number,
  to: number,
): Float64Array {
  const width = matrix.length / rows;
  const out = new Float64Array(rows * (to - from));
  for (let i = 0; i < rows; i++) {
    out.set(matrix.subarray(i * width + from, i * width + to), i * (to - from));
  }
  return out;
}
