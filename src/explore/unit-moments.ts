import type { FloatStorage } from '../ndarray/nd-array.js';
import { maxima, minima, squares, sums } from '../ndarray/reduce.js';

/** Mean, spread and extremes of every unit, of rows that come piece by piece. */
export class UnitMoments {
  /** The mean of each unit so far. */
  readonly mean: Float64Array;
  /** Sums of squared distances to the mean. */
  readonly squares: Float64Array;
  /** The least number of each unit so far. */
  readonly min: Float64Array;
  /** The greatest one. */
  readonly max: Float64Array;
  #rows = 0;

  /** @param units numbers of a row. */
  constructor(units: number) {
    this.mean = new Float64Array(units);
    this.squares = new Float64Array(units);
    this.min = new Float64Array(units).fill(Infinity);
    this.max = new Float64Array(units).fill(-Infinity);
  }

  /** How many rows there were. */
  get rows(): number {
    return this.#rows;
  }

  /** NumPy's standard deviation, with `ddof=0`. */
  get std(): Float64Array {
    return this.squares.map((square) => Math.sqrt(square / this.#rows));
  }

  /**
   * Takes more rows into account. Means and squares of two parts are joined as by Chan, Golub and LeVeque (1979), https://doi.org/10.1007/978-3-642-51461-6_3.
   * @returns the mean and the extremes of these rows alone.
   */
  add(values: FloatStorage): { mean: Float64Array; low: Float64Array; high: Float64Array } {
    const units = this.mean.length;
    const length = values.length / units;
    const lanes = { data: values, outer: 1, length, inner: units, shape: [units] };
    const mean = sums(lanes).map((sum) => sum / length);
    const apart = squares(lanes, mean);
    const [low, high] = [minima(lanes), maxima(lanes)];
    const all = this.#rows + length;
    for (let unit = 0; unit < units; unit++) {
      const off = mean[unit]! - this.mean[unit]!;
      this.mean[unit]! += (off * length) / all;
      this.squares[unit]! += apart[unit]! + (off * off * this.#rows * length) / all;
      this.min[unit] = Math.min(this.min[unit]!, low[unit]!);
      this.max[unit] = Math.max(this.max[unit]!, high[unit]!);
      if (this.min[unit] !== this.max[unit]) continue;
      // What never changes has no spread, not even that of a rounded mean: it would correlate with anything.
      [this.mean[unit], this.squares[unit]] = [this.min[unit]!, 0];
    }
    this.#rows = all;
    return { mean, low, high };
  }
}
