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
 * The standard deviation, in units of the roundoff, of a sum of `terms` products whose absolute values add up to `total`, when
 * every product and partial sum is rounded: each of the roundings is at most its partial sum, and partial sums stay below the
 * total whatever the order; √(terms/3) for independent roundings that are evenly spread (Higham and Mary 2019).
 */
export function sumError(terms: number, total: number): number {
  return Math.sqrt((terms + 1) / 3) * total;
}
