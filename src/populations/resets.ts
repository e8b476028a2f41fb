import { answer } from '../answers/answer.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import type { PopulationOptions } from './blocks.js';
import { blocksOf, placeOf, populationOptions } from './blocks.js';
import type { Sequences } from './sequences.js';
import type { Texts } from './texts.js';
import { tokensOf } from './texts.js';

/** What counts as a reset. */
export interface ResetOptions extends PopulationOptions {
  /** A gate below this forgets: a reset; 0.1 unless told. */
  readonly threshold?: number;
  /** What is read at each step, so that resets can be told by it. */
  readonly texts?: Texts;
}

/** How units remember between their resets. Lists are indexed by unit. */
export interface ResetTimescales {
  /** Steps that counted. */
  readonly rows: number;
  /** How many of them are resets. */
  readonly resets: Float64Array;
  /** How many steps a value is kept for between two resets: τ = −1 / ln f, f being the geometric mean over all other steps; NaN where there are no others. */
  readonly timescales: Float64Array;
  /** How many steps lie between one reset and the next of the same sequence: the median; NaN where no sequence has two. */
  readonly medianInterval: Float64Array;
  /** How often each number of steps lay between two resets, per unit. */
  readonly intervals: readonly ReadonlyMap<number, number>[];
  /** How many resets happened at each token, per unit, the most frequent first; empty without `texts`. */
  readonly tokens: readonly ReadonlyMap<string, number>[];
}

/**
 * How long units remember while nothing makes them forget: `timescales` over all steps is ruled by the resets (one a line turns 32 steps into 3), so
 * that they are found, counted and named, and left out. One pass. Nothing is counted from one sequence to another.
 * @param forget the gate that keeps the state: f of an LSTM, z of a GRU.
 * @throws ArgumentError as `unitStatistics`, and for numbers that no gate takes.
 */
export async function resetTimescales(
  forget: Sequences,
  { threshold = 0.1, texts, ...options }: ResetOptions = {},
): Promise<ResetTimescales> {
  checkOptions(options, populationOptions, 'resetTimescales');
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new ArgumentError(`threshold is a value of the gate, 0 to 1, not ${threshold}`);
  }
  let units: UnitResets[] | undefined;
  let rows = 0;
  for await (const block of blocksOf(forget, options)) {
    units ??= Array.from({ length: block.units }, () => new UnitResets(threshold));
    for (let row = 0; row < block.rows; row++) {
      const { sample, step } = placeOf(block, row);
      const token = texts && tokensOf(texts, sample, block.steps)[step];
      for (const [unit, own] of units.entries())
        own.add(gateValue(block.values[row * block.units + unit]!), { sample, step, token });
    }
    rows += block.rows;
  }
  if (!units) throw new ArgumentError('No step counts: nothing can be said');
  return answer('resetTimescales', {
    rows,
    resets: Float64Array.from(units, (unit) => unit.resets),
    timescales: Float64Array.from(units, (unit) => unit.timescale),
    medianInterval: Float64Array.from(units, (unit) => medianOf(unit.intervals)),
    intervals: units.map((unit) => unit.intervals),
    tokens: units.map(({ tokens }) => new Map([...tokens].sort(([, a], [, b]) => b - a))),
  });
}

/** One unit, step by step. */
class UnitResets {
  readonly intervals = new Map<number, number>();
  readonly tokens = new Map<string, number>();
  resets = 0;
  #kept = 0;
  #logs = 0;
  #last: { sample: number; step: number } | undefined;

  constructor(readonly threshold: number) {}

  add(
    value: number,
    { sample, step, token }: { sample: number; step: number; token: string | undefined },
  ): void {
    if (value >= this.threshold) {
      this.#kept++;
      this.#logs += Math.log(value);
      return;
    }
    this.resets++;
    if (token !== undefined) count(this.tokens, token);
    if (this.#last?.sample === sample) count(this.intervals, step - this.#last.step);
    this.#last = { sample, step };
  }

  get timescale(): number {
    if (this.#kept === 0) return NaN;
    return this.#logs === 0 ? Infinity : -this.#kept / this.#logs;
  }
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The median of numbers that are counted. */
function medianOf(counts: ReadonlyMap<number, number>): number {
  const sorted = [...counts].sort(([a], [b]) => a - b);
  const all = sorted.reduce((sum, [, times]) => sum + times, 0);
  if (all === 0) return NaN;
  const at = (rank: number) => {
    let left = rank;
    return sorted.find(([, times]) => (left -= times) < 0)![0];
  };
  return (at(Math.floor((all - 1) / 2)) + at(Math.ceil((all - 1) / 2))) / 2;
}

function gateValue(value: number): number {
  if (value >= 0 && value <= 1) return value;
  throw new ArgumentError(
    `A gate that keeps the state lies between 0 and 1, but one value is ${value}`,
  );
}
