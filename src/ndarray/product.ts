// Products of matrices that lie in C order. Every sum is kept in float64 and goes through `inner` from its start, in whatever blocks.

/** The lengths of rows × inner by inner × columns. */
export interface ProductSize {
  /** Rows of the left matrix, and of the product. */
  readonly rows: number;
  /** Columns of the left matrix, rows of the right one. */
  readonly inner: number;
  /** Columns of the right matrix, and of the product. */
  readonly columns: number;
}

/** Writes the product of two matrices into `out`, rows × columns. */
export function product(
  out: Float64Array,
  x: Float64Array,
  y: Float64Array,
  size: ProductSize,
): void {
  if (size.rows < 4) return byRows(out, x, y, size);
  const turned = transposed(y, size);
  for (let row = 0; row < size.rows; row += 4) {
    for (let column = 0; column < size.columns; column += 2) {
      tile(out, { x, turned, row, column }, size);
    }
  }
}

/** Row by row: few rows do not repay turning the other matrix. */
function byRows(
  out: Float64Array,
  x: Float64Array,
  y: Float64Array,
  { rows, inner, columns }: ProductSize,
): void {
  for (let row = 0; row < rows; row++) {
    for (let k = 0, at = 0; k < inner; k++) {
      const value = x[row * inner + k]!;
      const end = (row + 1) * columns;
      for (let to = row * columns; to < end; to++, at++) out[to]! += value * y[at]!;
    }
  }
}

function transposed(y: Float64Array, { inner, columns }: ProductSize): Float64Array {
  const turned = new Float64Array(y.length);
  for (let k = 0, at = 0; k < inner; k++) {
    for (let column = 0; column < columns; column++, at++) turned[column * inner + k] = y[at]!;
  }
  return turned;
}

/** Four rows by two columns at once, eight sums that stay in registers; at an edge the last row or column is computed again. */
function tile(
  out: Float64Array,
  {
    x,
    turned,
    row,
    column,
  }: { x: Float64Array; turned: Float64Array; row: number; column: number },
  { rows, inner, columns }: ProductSize,
): void {
  const r1 = Math.min(row + 1, rows - 1);
  const r2 = Math.min(row + 2, rows - 1);
  const r3 = Math.min(row + 3, rows - 1);
  const c1 = Math.min(column + 1, columns - 1);
  const x0 = row * inner;
  const x1 = r1 * inner;
  const x2 = r2 * inner;
  const x3 = r3 * inner;
  const y0 = column * inner;
  const y1 = c1 * inner;
  let s00 = 0;
  let s01 = 0;
  let s10 = 0;
  let s11 = 0;
  let s20 = 0;
  let s21 = 0;
  let s30 = 0;
  let s31 = 0;
  for (let k = 0; k < inner; k++) {
    const a = turned[y0 + k]!;
    const b = turned[y1 + k]!;
    const p = x[x0 + k]!;
    const q = x[x1 + k]!;
    const r = x[x2 + k]!;
    const s = x[x3 + k]!;
    s00 += p * a;
    s01 += p * b;
    s10 += q * a;
    s11 += q * b;
    s20 += r * a;
    s21 += r * b;
    s30 += s * a;
    s31 += s * b;
  }
  out[row * columns + column] = s00;
  out[row * columns + c1] = s01;
  out[r1 * columns + column] = s10;
  out[r1 * columns + c1] = s11;
  out[r2 * columns + column] = s20;
  out[r2 * columns + c1] = s21;
  out[r3 * columns + column] = s30;
  out[r3 * columns + c1] = s31;
}
