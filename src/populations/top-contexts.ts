import { answer } from '../answers/answer.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import type { Block, PopulationOptions } from './blocks.js';
import { blocksOf, placeOf, populationOptions } from './blocks.js';
import type { Sequences } from './sequences.js';
import type { Texts } from './texts.js';
import { tokensOf, windowOf } from './texts.js';

/** Which contexts. */
export interface TopContextsOptions extends PopulationOptions {
  /** How many; 10 unless told. */
  readonly k?: number;
  /** The greatest numbers (`max`, the default), the least (`min`), or the farthest from 0 (`abs`). */
  readonly by?: 'max' | 'min' | 'abs';
  /** What is read at each step: a text for each sequence (a character a step), or lists of tokens. */
  readonly texts?: Texts;
  /** How many steps are shown before and after; 20 unless told. */
  readonly window?: number;
  /** Of steps of one sequence that are closer to each other than this, only the best counts; 1 (all of them) unless told. */
  readonly distance?: number;
}

/** A step at which a unit is at its most, with what stands around it. */
export interface Context {
  /** The number of the sequence. */
  readonly sample: number;
  /** The step. */
  readonly step: number;
  /** The unit's number there. */
  readonly value: number;
  /** The number of the first step that is shown. */
  readonly start: number;
  /** The unit's numbers over what is shown. */
  readonly values: Float64Array;
  /** What is read before the step, at it and after it; empty without `texts`. */
  readonly before: string;
  /** What is read at the step. */
  readonly at: string;
  /** What is read after it. */
  readonly after: string;
}

/** The rank of a number among others: the higher, the better. */
const ranks = { max: (x: number) => x, min: (x: number) => -x, abs: Math.abs };

/**
 * The steps at which a unit is at its most, best first, with the text around them. One pass; windows never reach into another sequence.
 * @throws ArgumentError as `unitStatistics`, for a unit that is not there, and texts that do not have one token a step.
 */
export async function topContexts(
  source: Sequences,
  unit: number,
  { k = 10, by = 'max', window = 20, distance = 1, texts, ...options }: TopContextsOptions = {},
): Promise<Context[]> {
  checkOptions(options, populationOptions, 'topContexts');
  requireCounts({ k, distance }, { window });
  const rank = Object.hasOwn(ranks, by) ? ranks[by] : undefined;
  if (!rank) throw new ArgumentError(`by is max, min or abs, not ${String(by)}`);
  let best: Context[] = [];
  for await (const block of blocksOf(source, options)) {
    const at = unit < 0 ? block.units + unit : unit;
    if (!(Number.isInteger(at) && at >= 0 && at < block.units)) {
      throw new ArgumentError(
        `There is no unit ${unit}; they are numbered 0 to ${block.units - 1}`,
      );
    }
    // Of later blocks only what is better than the worst that is kept.
    const above = best.length === k ? rank(best.at(-1)!.value) : -Infinity;
    const chosen = chosenIn(block, { unit: at, k, distance, rank, above });
    const contexts = chosen.map((row) => contextAt(block, { row, unit: at, window, texts }));
    best = [...best, ...contexts].sort((a, b) => rank(b.value) - rank(a.value)).slice(0, k);
  }
  if (best.length === 0) throw new ArgumentError('No step counts: nothing can be said');
  return answer('topContexts', best);
}

interface Choice {
  readonly unit: number;
  readonly k: number;
  readonly distance: number;
  readonly rank: (value: number) => number;
  readonly above: number;
}

/** The best rows of a block, none too near to a better one. */
function chosenIn(block: Block, { unit, k, distance, rank, above }: Choice): number[] {
  const { values, units, rows } = block;
  const valueAt = (row: number) => rank(values[row * units + unit]!);
  const order = Array.from({ length: rows }, (_, row) => row)
    .filter((row) => valueAt(row) > above)
    .sort((a, b) => valueAt(b) - valueAt(a) || a - b);
  const chosen: number[] = [];
  for (const row of order) {
    if (chosen.length === k) break;
    const { sample, step } = placeOf(block, row);
    const isNear = chosen.some((other) => {
      const place = placeOf(block, other);
      return place.sample === sample && Math.abs(place.step - step) < distance;
    });
    if (!isNear) chosen.push(row);
  }
  return chosen;
}

function contextAt(
  block: Block,
  { row, unit, window, texts }: { row: number; unit: number; window: number; texts: Texts | undefined }, // prettier-ignore
): Context {
  const { sample, step } = placeOf(block, row);
  const { start, stop } = windowOf({ start: step, stop: step + 1 }, window, block.steps);
  const { array, first } = block;
  const own = Float64Array.from({ length: stop - start }, (_, k) =>
    array.dimension === 3 ? array.get(sample - first, start + k, unit) : array.get(start + k, unit),
  );
  const tokens = texts ? tokensOf(texts, sample, block.steps) : [];
  return {
    sample,
    step,
    value: block.values[row * block.units + unit]!,
    start,
    values: own,
    before: tokens.slice(start, step).join(''),
    at: tokens[step] ?? '',
    after: tokens.slice(step + 1, stop).join(''),
  };
}

/** @throws ArgumentError for numbers that count nothing. */
export function requireCounts(
  above: Readonly<Record<string, number>>,
  orZero: Readonly<Record<string, number>>,
): void {
  for (const [name, value] of [...Object.entries(above), ...Object.entries(orZero)]) {
    const least = name in above ? 1 : 0;
    if (Number.isInteger(value) && value >= least) continue;
    throw new ArgumentError(`${name} should be a whole number, ${least} or more, not ${value}`);
  }
}
