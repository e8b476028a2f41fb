import type { FloatStorage } from '../ndarray/nd-array.js';
import { fastProduct } from './fast-product.js';

/** Rows that are multiplied at a time: they stay in the second cache. */
const blockRows = 512;

/** Σ (x − shift)(x − shift)ᵀ and Σ (x − shift) of rows that come piece by piece, in float64. */
export class Gram {
  /** Width × width. */
  readonly products: Float64Array;
  /** Of each column. */
  readonly sums: Float64Array;
  #rows = 0;

  /** @param shift is taken off every row: a number near the mean, so that no digits are lost to it. */
  constructor(readonly shift: Float64Array) {
    this.sums = new Float64Array(shift.length);
    this.products = new Float64Array(shift.length ** 2);
  }

  /** How many rows there were. */
  get rows(): number {
    return this.#rows;
  }

  /** Takes more rows into account. */
  add(values: FloatStorage): void {
    const width = this.shift.length;
    const all = values.length / width;
    for (let from = 0; from < all; from += blockRows) {
      const rows = Math.min(blockRows, all - from);
      const shifted = new Float64Array(rows * width);
      const turned = new Float64Array(rows * width);
      for (let row = 0, at = from * width; row < rows; row++) {
        for (let k = 0; k < width; k++, at++) {
          const x = values[at]! - this.shift[k]!;
          shifted[row * width + k] = x;
          turned[k * rows + row] = x;
          this.sums[k]! += x;
        }
      }
      const own = fastProduct(turned, shifted, { rows: width, inner: rows, columns: width });
      for (let k = 0; k < own.length; k++) this.products[k]! += own[k]!;
    }
    this.#rows += all;
  }

  /** Adds what another one has gathered with the same shift, or takes it off again (`sign` −1). */
  join(other: Gram, sign: 1 | -1 = 1): this {
    for (let k = 0; k < this.sums.length; k++) this.sums[k]! += sign * other.sums[k]!;
    for (let k = 0; k < this.products.length; k++) this.products[k]! += sign * other.products[k]!;
    this.#rows += sign * other.rows;
    return this;
  }

  /** The mean of each column. */
  get mean(): Float64Array {
    return this.sums.map((sum, k) => this.shift[k]! + sum / this.#rows);
  }

  /** Σ (x − mean)(x − mean)ᵀ, width × width. */
  get scatter(): Float64Array {
    const width = this.shift.length;
    return this.products.map(
      (sum, at) => sum - (this.sums[Math.floor(at / width)]! * this.sums[at % width]!) / this.#rows,
    );
  }
}
