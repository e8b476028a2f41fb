import { answer } from '../answers/answer.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import { UnitMoments } from '../explore/unit-moments.js';
import { fromStorage } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import type { PopulationOptions } from './blocks.js';
import { blocksOf, populationOptions } from './blocks.js';
import { Interval, type Resolved } from './interval.js';
import type { Sequences } from './sequences.js';
import { requireRepeatable } from './sequences.js';

/**
 * Quantiles of every unit, exactly as NumPy's `quantile(x, q, axis=0)` has them, in memory that does not grow with the sequences: each pass
 * narrows down between which numbers a quantile lies, until so few are left that they can be sorted. Three passes are usual.
 * @param q shares from 0 to 1; 0.5 is the median.
 * @returns quantiles × units.
 * @throws ArgumentError as `unitStatistics`, for a share outside of 0 to 1, and for a generator.
 */
export async function quantiles(
  source: Sequences,
  q: readonly number[] = [0.05, 0.25, 0.5, 0.75, 0.95],
  options: PopulationOptions = {},
): Promise<NdArray<Float64Array>> {
  checkOptions(options, populationOptions, 'quantiles');
  requireRepeatable(source, 'quantiles');
  const wrong = q.find((share) => !(share >= 0 && share <= 1));
  if (wrong !== undefined || q.length === 0) {
    throw new ArgumentError(
      `Quantiles are asked for by shares from 0 to 1, not ${wrong ?? 'none'}`,
    );
  }
  let moments: UnitMoments | undefined;
  for await (const block of blocksOf(source, options)) {
    moments ??= new UnitMoments(block.units);
    moments.add(block.values);
  }
  if (!moments) throw new ArgumentError('No step counts: nothing can be said');
  const { rows, min, max } = moments;
  const units = min.length;
  // Between two neighbours of the sorted numbers, NumPy's `linear`.
  const places = q.map((share) => share * (rows - 1));
  const wanted = [...new Set(places.flatMap((at) => [Math.floor(at), Math.ceil(at)]))];
  const all = Array.from({ length: units }, (_, unit): Resolved[] => {
    const interval = new Interval(min[unit]!, max[unit]!, rows);
    return wanted.map((rank) =>
      interval.low === interval.high ? { value: interval.low } : { interval, rank },
    );
  });
  await narrow(source, all, options);
  const found = (rank: number, unit: number) => {
    const at = all[unit]![wanted.indexOf(rank)]!;
    return 'value' in at ? at.value : NaN;
  };
  const out = new Float64Array(q.length * units);
  for (const [k, at] of places.entries()) {
    for (let unit = 0; unit < units; unit++) {
      const [low, high] = [found(Math.floor(at), unit), found(Math.ceil(at), unit)];
      out[k * units + unit] = between(low, high, at - Math.floor(at));
    }
  }
  return answer('quantiles', fromStorage(out, [q.length, units]), { rowNames: q.map(String) });
}

/** NumPy's way between two numbers, from the nearer one. */
const between = (low: number, high: number, share: number) =>
  share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share);

/** Goes through the sequences until the number of every rank of every unit is known. */
async function narrow(
  source: Sequences,
  all: readonly Resolved[][],
  options: PopulationOptions,
): Promise<void> {
  for (;;) {
    const open = all.map((ranks) => [
      ...new Set(ranks.flatMap((rank) => ('interval' in rank ? [rank.interval] : []))),
    ]);
    if (open.every((intervals) => intervals.length === 0)) return;
    for await (const { values, units } of blocksOf(source, options)) {
      for (const [unit, intervals] of open.entries())
        for (const interval of intervals) seeColumn(values, { unit, units }, interval);
    }
    for (const ranks of all) {
      for (const [k, rank] of ranks.entries())
        if ('interval' in rank) ranks[k] = rank.interval.resolve(rank.rank);
    }
  }
}

/** Shows an interval what of one unit lies in it. */
function seeColumn(
  values: ArrayLike<number>,
  { unit, units }: { unit: number; units: number },
  interval: Interval,
): void {
  const { low, high } = interval;
  for (let at = unit; at < values.length; at += units) {
    const value = values[at]!;
    if (value >= low && value <= high) interval.see(value);
  }
}
