import { openRows } from '../arrays/open-rows.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import { sizeOf } from '../ndarray/make.js';
import type { FloatStorage } from '../ndarray/nd-array.js';
import type { Work } from '../work.js';
import { finishSoon, type WorkOptions } from '../work.js';
import type { Saturation, SaturationOptions } from './saturation.js';
import { SaturationCounter } from './saturation.js';
import { MemoryLength } from './timescales.js';
import { UnitMoments } from './unit-moments.js';

/** What one pass over an array tells of every unit. */
export interface Statistics {
  /** Rows of units: steps, of all samples together. */
  readonly rows: number;
  /** The mean of each unit. */
  readonly mean: Float64Array;
  /** NumPy's, with `ddof=0`. */
  readonly std: Float64Array;
  /** The least number of each unit. */
  readonly min: Float64Array;
  /** The greatest one. */
  readonly max: Float64Array;
  /** As `saturation` of a gate. */
  readonly saturation: Saturation;
  /** As `timescales` of a gate that keeps the state; undefined where a number lies outside 0 to 1. */
  readonly timescales: Float64Array | undefined;
}

/** How `readStatistics` counts, and how it is watched. */
export type StatisticsOptions = SaturationOptions & WorkOptions;

/** Numbers that are read at a time. */
const blockLength = 1 << 20;

/**
 * Mean, standard deviation, extremes, saturation and timescales of every unit of an array in a file, however large: a `.npy` file in C order is
 * read once, some megabytes at a time, with turns for others in between; other files are read whole.
 * @param path an array of steps × units, or samples × steps × units: the last axis is the units.
 * @throws ArgumentError for an array without rows. Error as `readArray`, and the signal's reason when it is aborted.
 */
export async function readStatistics(
  path: string,
  { low = 0.1, high = 0.9, ...watch }: StatisticsOptions = {},
): Promise<Statistics> {
  checkOptions(watch, ['progress', 'signal'], 'readStatistics');
  const rows = await openRows(path);
  try {
    const units = rows.shape.at(-1) ?? 0;
    const total = sizeOf(rows.shape);
    if (total === 0 || rows.shape.length < 2) {
      throw new ArgumentError(
        `${path} holds ${rows.shape.join(' × ') || 'a single number'}: statistics are of rows of units, steps × units at least`,
        { file: path },
      );
    }
    const gathered = new Gathered(units, low, high);
    return await finishSoon(gather(rows.numbers, { gathered, units, total }), watch);
  } finally {
    rows.close();
  }
}

function* gather(
  numbers: (from: number, to: number) => FloatStorage,
  { gathered, units, total }: { gathered: Gathered; units: number; total: number },
): Work<Statistics> {
  const length = Math.max(1, Math.floor(blockLength / units)) * units;
  for (let from = 0; from < total; from += length) {
    const to = Math.min(total, from + length);
    gathered.add(numbers(from, to));
    yield { what: 'steps', done: to / units, total: total / units };
  }
  return gathered.result();
}

/** What is known of the rows so far. */
class Gathered {
  readonly #saturation: SaturationCounter;
  readonly #moments: UnitMoments;
  #memory: MemoryLength | undefined;

  constructor(units: number, low: number, high: number) {
    this.#saturation = new SaturationCounter(units, low, high);
    this.#memory = new MemoryLength(units);
    this.#moments = new UnitMoments(units);
  }

  add(values: FloatStorage): void {
    const { low, high } = this.#moments.add(values);
    this.#saturation.add(values);
    if (!low.every((x) => x >= 0) || !high.every((x) => x <= 1)) this.#memory = undefined;
    this.#memory?.add(values);
  }

  result(): Statistics {
    const { rows, mean, std, min, max } = this.#moments;
    return {
      rows,
      mean,
      std,
      min,
      max,
      saturation: this.#saturation.result(),
      timescales: this.#memory?.result(),
    };
  }
}
