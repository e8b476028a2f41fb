import { answer } from '../answers/answer.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import { isGate, originOf } from '../explore/origin.js';
import type { Saturation } from '../explore/saturation.js';
import { SaturationCounter } from '../explore/saturation.js';
import { UnitMoments } from '../explore/unit-moments.js';
import type { Block, PopulationOptions } from './blocks.js';
import { blocksOf, populationOptions } from './blocks.js';
import { CoMoments } from './co-moments.js';
import type { Histogram } from './histogram.js';
import { UnitHistogram } from './histogram.js';
import type { Sequences } from './sequences.js';
import type { KnownVariable, Variables } from './variables.js';
import { variablesOf } from './variables.js';

/** What `unitStatistics` is asked for besides means and extremes. */
export interface UnitStatisticsOptions extends PopulationOptions {
  /** What units are correlated with: numbers of every step, by name. */
  readonly variables?: Variables;
  /** How many bins the histograms have; none where nothing is said. Needs `range`. */
  readonly bins?: number;
  /** Where the first bin begins and the last ends: [0, 1] for gates, [−1, 1] for h. */
  readonly range?: readonly [low: number, high: number];
  /** Below this a unit is nearly shut; 0.1 for gates of a trace, else only where it is told. */
  readonly low?: number;
  /** Above this a unit is nearly open; 0.9 for gates of a trace, else only where it is told. */
  readonly high?: number;
  /** A unit whose standard deviation is no larger is dead; 1e-6 unless told. */
  readonly deadBelow?: number;
  /** A unit that is shut or open at more than this share of the steps is saturated; 0.95 unless told. */
  readonly saturatedAbove?: number;
}

/** What is known of every unit of a population. Lists are indexed by unit. */
export interface UnitStatistics {
  /** Steps that counted, of all sequences together. */
  readonly rows: number;
  /** The mean of each unit. */
  readonly mean: Float64Array;
  /** NumPy's, with `ddof=0`. */
  readonly std: Float64Array;
  /** The least number of each unit. */
  readonly min: Float64Array;
  /** The greatest one. */
  readonly max: Float64Array;
  /** Pearson's correlation with each variable, from −1 to 1; NaN where the unit or the variable never changes. */
  readonly correlation: Readonly<Record<string, Float64Array>>;
  /** Where `bins` were asked for. */
  readonly histogram: Histogram | undefined;
  /** Shares of steps; undefined where nobody knows the ends of the scale. */
  readonly saturation: Saturation | undefined;
  /** Units that (almost) never change. */
  readonly dead: readonly number[];
  /** Units whose steps are nearly all at the ends of the scale; undefined where nobody knows the ends. */
  readonly saturated: readonly number[] | undefined;
}

const names = ['variables', 'bins', 'range', 'low', 'high', 'deadBelow', 'saturatedAbove'] as const;

/**
 * Mean, spread, extremes, saturation and correlations of every unit over any number of sequences: one pass, in memory that does not grow with them.
 * @param source samples × steps × units, or sequences that come some at a time.
 * @throws ArgumentError for numbers that are not finite, shapes that do not fit, half a range.
 */
export async function unitStatistics(
  source: Sequences,
  options: UnitStatisticsOptions = {},
): Promise<UnitStatistics> {
  checkOptions(options, [...names, ...populationOptions], 'unitStatistics');
  const variables = variablesOf(options.variables);
  let gathered: Gathered | undefined;
  for await (const block of blocksOf(source, options, variables)) {
    gathered ??= new Gathered(block, options, variables);
    gathered.add(block);
  }
  if (!gathered) throw new ArgumentError('No step counts: nothing can be said');
  return answer('unitStatistics', gathered.result());
}

class Gathered {
  readonly #moments: UnitMoments;
  readonly #variables: readonly { known: KnownVariable; moments: CoMoments }[];
  readonly #histogram: UnitHistogram | undefined;
  readonly #saturation: SaturationCounter | undefined;

  constructor(
    block: Block,
    readonly options: UnitStatisticsOptions,
    variables: readonly KnownVariable[],
  ) {
    const { units } = block;
    const { bins, range } = options;
    if ((bins === undefined) !== (range === undefined)) {
      throw new ArgumentError('A histogram in one pass needs { bins, range }: how many, and from where to where'); // prettier-ignore
    }
    this.#moments = new UnitMoments(units);
    this.#variables = variables.map((known) => ({
      known,
      moments: new CoMoments(units),
    }));
    this.#histogram = bins && range ? new UnitHistogram(units, { bins, range }) : undefined;
    const ends = endsOf(block, options);
    this.#saturation = ends && new SaturationCounter(units, ends.low, ends.high);
  }

  add(block: Block): void {
    const before = this.#moments.mean.slice();
    const { mean } = this.#moments.add(block.values);
    for (const { known, moments } of this.#variables)
      moments.add(block.values, known.of(block), { mean, before });
    this.#histogram?.add(block.values);
    this.#saturation?.add(block.values);
  }

  result(): UnitStatistics {
    const { rows, mean, std, min, max, squares } = this.#moments;
    const { deadBelow = 1e-6, saturatedAbove = 0.95 } = this.options;
    const saturation = this.#saturation?.result();
    const unitsWhere = (holds: (unit: number) => boolean) => [...mean.keys()].filter(holds);
    return {
      rows,
      mean,
      std,
      min,
      max,
      correlation: Object.fromEntries(
        this.#variables.map(({ known, moments }) => [known.name, moments.correlation(squares)]),
      ),
      histogram: this.#histogram?.result(),
      saturation,
      dead: unitsWhere((unit) => std[unit]! <= deadBelow),
      saturated:
        saturation &&
        unitsWhere((unit) => saturation.shut[unit]! + saturation.open[unit]! > saturatedAbove),
    };
  }
}

/** Where a unit counts as shut and as open, where that is known. */
function endsOf({ array }: Block, { low, high }: UnitStatisticsOptions) {
  if ((low === undefined) !== (high === undefined)) {
    throw new ArgumentError('Saturation needs both ends of the scale: { low, high }');
  }
  if (low !== undefined && high !== undefined) {
    if (low <= high) return { low, high };
    throw new ArgumentError(
      `{ low } is the lower end of the scale, but ${low} is not below ${high}`,
    );
  }
  const origin = originOf(array);
  return origin && isGate(origin) ? { low: 0.1, high: 0.9 } : undefined;
}
