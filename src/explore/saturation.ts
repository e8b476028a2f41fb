import { answer } from '../answers/answer.js';
import { ArgumentError } from '../errors.js';
import { checkOptions } from '../check-options.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import { isGate, originOf } from './origin.js';
import { realRows } from './real-rows.js';
import { wideBlocks } from './wide-blocks.js';

/** How often the gates of each unit are (almost) shut or open. */
export interface Saturation {
  /** Share of steps below `low`, per unit. */
  readonly shut: readonly number[];
  /** Share of steps above `high`, per unit. */
  readonly open: readonly number[];
}

/** Where saturation begins; 0.1 and 0.9 are those of Karpathy, Johnson and Fei-Fei (2015). */
export interface SaturationOptions {
  /** A gate below this is nearly shut; 0.1 unless told. */
  readonly low?: number;
  /** A gate above this is nearly open; 0.9 unless told. */
  readonly high?: number;
}

/**
 * The share of steps in which each unit's gate is nearly shut or nearly open: both together place a unit in a saturation portrait. Steps that
 * a mask skipped do not count, where the array is a series of a trace.
 * @param gate steps × units, or samples × steps × units (all samples together).
 * @throws ArgumentError for a series of a trace that is no gate, unless `low` and `high` say where its ends are.
 */
export function saturation(gate: NdArray, options: SaturationOptions = {}): Saturation {
  checkOptions(options, ['low', 'high'], 'saturation');
  const origin = originOf(gate);
  if (origin && !isGate(origin) && (options.low === undefined || options.high === undefined)) {
    throw new ArgumentError(
      `Series "${origin.name}" of layer "${origin.trace.layer.name}" is no gate: say where its ends are, saturation(array, { low, high })`,
      { layer: origin.trace.layer.name },
    );
  }
  const { low = 0.1, high = 0.9 } = options;
  const { units, values } = realRows(gate, origin);
  const counter = new SaturationCounter(units, low, high);
  counter.add(values);
  return answer('saturation', counter.result());
}

/** Counts how often each unit is nearly shut or open, of rows that come piece by piece. */
export class SaturationCounter {
  readonly #shut: Float64Array;
  readonly #open: Float64Array;
  #rows = 0;

  /** @param units numbers of a row. */
  constructor(
    units: number,
    readonly low: number,
    readonly high: number,
  ) {
    this.#shut = new Float64Array(units);
    this.#open = new Float64Array(units);
  }

  /** Counts more rows. */
  add(values: FloatStorage): void {
    const [low, high, shut, open] = [this.low, this.high, this.#shut, this.#open];
    const units = shut.length;
    for (const block of wideBlocks(values, units)) {
      for (let at = 0; at < block.length;) {
        for (let unit = 0; unit < units; unit++, at++) {
          const x = block[at]!;
          // Without branches, which a processor guesses wrong as often as a gate changes sides.
          shut[unit]! += Number(x < low);
          open[unit]! += Number(x > high);
        }
      }
    }
    this.#rows += values.length / units;
  }

  /** The shares so far. */
  result(): Saturation {
    const share = (counts: Float64Array) => Array.from(counts, (count) => count / this.#rows);
    return { shut: share(this.#shut), open: share(this.#open) };
  }
}
