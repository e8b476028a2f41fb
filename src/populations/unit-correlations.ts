import { answer } from '../answers/answer.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import { fromStorage } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import type { PopulationOptions } from './blocks.js';
import { blocksOf, populationOptions } from './blocks.js';
import { Gram } from './gram.js';
import type { Sequences } from './sequences.js';

/** Two units that do the same. */
export interface SimilarPair {
  /** The two, the lower number first. */
  readonly units: readonly [number, number];
  /** How they move together: near 1, or near −1 where one is the other's mirror. */
  readonly correlation: number;
}

/**
 * Pearson's correlation of every unit with every other, as NumPy's `corrcoef`; NaN for units that never change. One pass.
 * @returns units × units.
 * @throws ArgumentError as `unitStatistics`.
 */
export async function unitCorrelations(
  source: Sequences,
  options: PopulationOptions = {},
): Promise<NdArray<Float64Array>> {
  checkOptions(options, populationOptions, 'unitCorrelations');
  const { scatter, shift } = await gramOf(source, options);
  const width = shift.length;
  const size = Float64Array.from({ length: width }, (_, k) => Math.sqrt(scatter[k * width + k]!));
  const correlation = scatter.map((sum, at) => {
    const [row, column] = [Math.floor(at / width), at % width];
    if (!(size[row]! > 0 && size[column]! > 0)) return NaN;
    return row === column ? 1 : Math.max(-1, Math.min(1, sum / (size[row]! * size[column]!)));
  });
  return answer('unitCorrelations', fromStorage(correlation, [width, width]));
}

/**
 * Pairs of units that are duplicates, or mirrors, of each other, the most alike first.
 * @param threshold how large |r| has to be; 0.98 unless told.
 * @throws ArgumentError as `unitStatistics`.
 */
export async function similarUnits(
  source: Sequences,
  { threshold = 0.98, ...options }: PopulationOptions & { readonly threshold?: number } = {},
): Promise<SimilarPair[]> {
  checkOptions(options, populationOptions, 'similarUnits');
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new ArgumentError(`threshold is how large |r| has to be, 0 to 1, not ${threshold}`);
  }
  const correlations = await unitCorrelations(source, options);
  const [width = 0] = correlations.shape;
  const pairs: SimilarPair[] = [];
  for (let a = 0; a < width; a++) {
    for (let b = a + 1; b < width; b++) {
      const correlation = correlations.data[a * width + b]!;
      if (Math.abs(correlation) >= threshold) pairs.push({ units: [a, b], correlation });
    }
  }
  return pairs.sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation));
}

/**
 * The products of all rows of a population, shifted by the mean of its first block.
 * @throws ArgumentError where no step counts.
 */
export async function gramOf(source: Sequences, options: PopulationOptions): Promise<Gram> {
  let gram: Gram | undefined;
  for await (const { values, units, rows } of blocksOf(source, options)) {
    gram ??= new Gram(meanOf(values, { units, rows }));
    gram.add(values);
  }
  if (!gram) throw new ArgumentError('No step counts: nothing can be said');
  return gram;
}

/** The mean of rows that are in memory; of a unit that never changes its value, to the last digit. */
export function meanOf(
  values: ArrayLike<number>,
  { units, rows }: { readonly units: number; readonly rows: number },
): Float64Array {
  const mean = new Float64Array(units);
  for (let at = 0; at < values.length; at++)
    mean[at % units]! += (values[at]! - values[at % units]!) / rows;
  return mean.map((apart, unit) => values[unit]! + apart);
}
