import { answer } from '../answers/answer.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import { UnitMoments } from '../explore/unit-moments.js';
import type { PopulationOptions } from './blocks.js';
import { blocksOf, populationOptions } from './blocks.js';
import { binFinder, edgesOf } from './histogram.js';
import type { Sequences } from './sequences.js';
import { requireRepeatable } from './sequences.js';
import type { KnownVariable, Variables } from './variables.js';
import { variablesOf } from './variables.js';

/** How numbers are sorted into bins. */
export interface MutualInformationOptions extends PopulationOptions {
  /** Bins of each unit, equally wide from its least to its greatest number; 16 unless told. A variable of more different numbers is binned likewise. */
  readonly bins?: number;
}

/**
 * How much each unit tells of each variable, and the variable of it, whatever the shape of the dependence: the mutual information of the binned
 * numbers, in nats, as scikit-learn's `mutual_info_score`. A variable of at most `bins` different numbers (a class, a count) is taken as it is. It is
 * 0 where they are independent, and at most the variable's entropy; of few steps it is too large by about (bins − 1)(values − 1) / (2 · steps).
 * @param variables numbers of every step, by name.
 * @returns for each variable one number a unit. Goes through the sequences twice.
 * @throws ArgumentError as `unitStatistics`, and for a generator.
 */
export async function mutualInformation(
  source: Sequences,
  variables: Variables,
  options: MutualInformationOptions = {},
): Promise<Record<string, Float64Array>> {
  checkOptions(options, ['bins', ...populationOptions], 'mutualInformation');
  const { bins = 16 } = options;
  requireRepeatable(source, 'mutualInformation');
  const known = variablesOf(variables);
  const levels = known.map(() => new Levels(bins));
  let moments: UnitMoments | undefined;
  for await (const block of blocksOf(source, options, known)) {
    moments ??= new UnitMoments(block.units);
    moments.add(block.values);
    for (const [k, variable] of known.entries()) levels[k]!.add(variable.of(block));
  }
  if (!moments) throw new ArgumentError('No step counts: nothing can be said');
  const { min, max } = moments;
  const unitBins = [...min.keys()].map((unit) =>
    min[unit] === max[unit] ? () => 0 : binFinder(edgesOf(bins, [min[unit]!, max[unit]!])),
  );
  const tables = levels.map((level) => new JointCounts(min.length, bins, level.count));
  for await (const { block, of } of withVariables(source, known, options)) {
    const bin = new Int32Array(block.values.length);
    for (let at = 0; at < bin.length; at++)
      bin[at] = unitBins[at % block.units]!(block.values[at]!);
    for (const [k, table] of tables.entries()) table.add(bin, of[k]!.map(levels[k]!.finder()));
  }
  const found = known.map(({ name }, k) => [name, tables[k]!.information()] as const);
  return answer('mutualInformation', Object.fromEntries(found));
}

async function* withVariables(
  source: Sequences,
  known: readonly KnownVariable[],
  options: PopulationOptions,
) {
  for await (const block of blocksOf(source, options))
    yield { block, of: known.map((variable) => variable.of(block)) };
}

/** The different numbers of a variable, or its bins where there are too many. */
class Levels {
  readonly #seen = new Set<number>();
  #low = Infinity;
  #high = -Infinity;

  constructor(readonly bins: number) {}

  add(values: Float64Array): void {
    for (const value of values) {
      this.#low = Math.min(this.#low, value);
      this.#high = Math.max(this.#high, value);
      if (this.#seen.size <= this.bins) this.#seen.add(value);
    }
  }

  get count(): number {
    return Math.min(this.#seen.size, this.bins);
  }

  finder(): (value: number) => number {
    if (this.#seen.size > this.bins) return binFinder(edgesOf(this.bins, [this.#low, this.#high]));
    const places = new Map([...this.#seen].map((value, k) => [value, k]));
    return (value) => places.get(value)!;
  }
}

/** How often each bin of each unit meets each level of a variable. */
class JointCounts {
  readonly #counts: Float64Array;

  constructor(
    readonly units: number,
    readonly bins: number,
    readonly levels: number,
  ) {
    this.#counts = new Float64Array(units * bins * levels);
  }

  /** Rows × units of bins, and the level of each row. */
  add(bin: Int32Array, level: Float64Array): void {
    const { units, bins, levels } = this;
    for (let at = 0, row = 0; row < level.length; row++) {
      for (let unit = 0; unit < units; unit++, at++)
        this.#counts[(unit * bins + bin[at]!) * levels + level[row]!]! += 1;
    }
  }

  /** Σ p(a, b) ln(p(a, b) / (p(a) p(b))) of each unit. */
  information(): Float64Array {
    const { units, bins, levels } = this;
    return Float64Array.from({ length: units }, (_, unit) => {
      const own = this.#counts.subarray(unit * bins * levels, (unit + 1) * bins * levels);
      const [ofBin, ofLevel] = [new Float64Array(bins), new Float64Array(levels)];
      let all = 0;
      for (const [k, count] of own.entries()) {
        ofBin[Math.floor(k / levels)]! += count;
        ofLevel[k % levels]! += count;
        all += count;
      }
      let sum = 0;
      for (const [k, count] of own.entries()) {
        if (count === 0) continue;
        const expected = (ofBin[Math.floor(k / levels)]! / all) * ofLevel[k % levels]!;
        sum += (count / all) * Math.log(count / expected);
      }
      return Math.max(0, sum);
    });
  }
}
