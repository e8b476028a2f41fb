import { ArgumentError } from '../errors.js';
import { wideBlocks } from '../explore/wide-blocks.js';
import { fromStorage } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';

/** How often the numbers of each unit fall into each bin. */
export interface Histogram {
  /** Units × bins: how many rows. */
  readonly counts: NdArray<Float64Array>;
  /** Where the bins begin and end, one number more than bins; each holds its beginning, the last one its end too. */
  readonly edges: Float64Array;
}

/** Which bins. */
export interface HistogramOptions {
  /** How many, equally wide. */
  readonly bins: number;
  /** Where the first begins and the last ends. Numbers outside of it are not counted, as in NumPy. */
  readonly range: readonly [low: number, high: number];
}

/** Counts rows that come piece by piece, by the rules of NumPy's `histogram`. */
export class UnitHistogram {
  readonly #counts: Float64Array;
  readonly #edges: Float64Array;

  /**
   * @param units numbers of a row.
   * @throws ArgumentError for a range or number of bins that is none.
   */
  constructor(
    readonly units: number,
    { bins, range }: HistogramOptions,
  ) {
    this.#edges = edgesOf(bins, range);
    this.#counts = new Float64Array(units * bins);
  }

  /** Counts more rows. */
  add(values: FloatStorage): void {
    const bins = this.#edges.length - 1;
    const find = binFinder(this.#edges);
    for (const block of wideBlocks(values, this.units)) {
      for (let at = 0; at < block.length;) {
        for (let unit = 0; unit < this.units; unit++, at++) {
          const bin = find(block[at]!);
          if (bin >= 0) this.#counts[unit * bins + bin]! += 1;
        }
      }
    }
  }

  /** The counts so far. */
  result(): Histogram {
    const bins = this.#edges.length - 1;
    return { counts: fromStorage(this.#counts, [this.units, bins]), edges: this.#edges };
  }
}

/**
 * Edges of equally wide bins, as NumPy's `linspace`.
 * @throws ArgumentError for a range or number of bins that is none.
 */
export function edgesOf(bins: number, [low, high]: readonly [number, number]): Float64Array {
  if (!Number.isInteger(bins) || bins < 1) {
    throw new ArgumentError(`bins is how many bins there are, a whole number above 0, not ${bins}`);
  }
  if (!(low < high) || !Number.isFinite(high - low)) {
    throw new ArgumentError(`The range of bins goes from a lower to a higher number, not ${low} to ${high}`); // prettier-ignore
  }
  const step = (high - low) / bins;
  return Float64Array.from({ length: bins + 1 }, (_, k) => (k === bins ? high : low + k * step));
}

/** The bin of a number, −1 where it lies outside; a bin holds its beginning, the last one its end too. */
export function binFinder(edges: Float64Array): (value: number) => number {
  const bins = edges.length - 1;
  const low = edges[0]!;
  const high = edges[bins]!;
  const scale = bins / (high - low);
  return (value) => {
    if (!(value >= low && value <= high)) return -1;
    let bin = Math.min(Math.floor((value - low) * scale), bins - 1);
    // The product is rounded, the edges decide.
    if (value < edges[bin]!) bin--;
    else if (bin < bins - 1 && value >= edges[bin + 1]!) bin++;
    return bin;
  };
}
