import { wideBlocks } from '../explore/wide-blocks.js';
import type { FloatStorage } from '../ndarray/nd-array.js';

/** How the units move with one variable, of rows that come piece by piece. */
export class CoMoments {
  /** Sums of products of the distances of each unit and of the variable to their means. */
  readonly #products: Float64Array;
  #rows = 0;
  #mean = 0;
  #squares = 0;
  #low = Infinity;
  #high = -Infinity;

  /** @param units numbers of a row. */
  constructor(units: number) {
    this.#products = new Float64Array(units);
  }

  /**
   * Takes more rows into account; parts are joined as means and squares are (Chan, Golub and LeVeque 1979).
   * @param mean of these rows, unit by unit.
   * @param before the mean of all rows before them, unit by unit.
   */
  add(
    values: FloatStorage,
    variable: Float64Array,
    { mean, before }: { readonly mean: Float64Array; readonly before: Float64Array },
  ): void {
    const products = this.#products;
    const units = products.length;
    const count = variable.length;
    let own = 0;
    for (const value of variable) {
      own += value / count;
      this.#low = Math.min(this.#low, value);
      this.#high = Math.max(this.#high, value);
    }
    let [row, squares] = [0, 0];
    for (const block of wideBlocks(values, units)) {
      for (let at = 0; at < block.length; row++) {
        const apart = variable[row]! - own;
        squares += apart * apart;
        for (let unit = 0; unit < units; unit++, at++)
          products[unit]! += (block[at]! - mean[unit]!) * apart;
      }
    }
    const all = this.#rows + count;
    const off = own - this.#mean;
    const share = (this.#rows * count) / all;
    for (let unit = 0; unit < units; unit++)
      products[unit]! += (mean[unit]! - before[unit]!) * off * share;
    this.#mean += (off * count) / all;
    this.#squares += squares + off * off * share;
    this.#rows = all;
  }

  /** Pearson's correlation with each unit, NaN where the unit or the variable never changes; `squares` are those of the units. */
  correlation(squares: Float64Array): Float64Array {
    // Of a variable that never changes there are squares too, of what is rounded in its mean.
    const own = this.#low === this.#high ? 0 : this.#squares;
    return this.#products.map((product, unit) => {
      const size = Math.sqrt(squares[unit]! * own);
      return size === 0 ? NaN : Math.max(-1, Math.min(1, product / size));
    });
  }
}
