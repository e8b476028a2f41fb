import { answer } from '../answers/answer.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import { solvePositive } from '../linear-algebra/solve.js';
import { fromStorage } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { populationOptions } from './blocks.js';
import { Gram } from './gram.js';
import { linear } from './linear.js';
import type { Probe, ProbeOptions, ProbeRows, ProbeScores } from './probe-blocks.js';
import { probeRows, scoresOf } from './probe-blocks.js';
import type { Sequences } from './sequences.js';
import { meanOf } from './unit-correlations.js';
import type { Variable } from './variables.js';
import { variableOf } from './variables.js';

/** How a ridge probe is fitted. */
export interface RidgeProbeOptions extends ProbeOptions {
  /** How much large coefficients cost: alpha · Σ coef² is added to the squared errors; 1 unless told. */
  readonly alpha?: number;
}

/** A number that is read from units as a weighted sum. */
export interface RidgeProbe extends Probe {
  /** What each unit counts. */
  readonly coef: NdArray<Float64Array>;
  /** What is added. */
  readonly intercept: number;
}

/**
 * How well a number can be read from the units as a weighted sum: scikit-learn's `Ridge`, judged by R² (1 is perfect, 0 no better than the mean) on
 * sequences it was not fitted to, beside a control whose sequences were given each other's numbers (after Hewitt and Liang 2019). One pass, from which
 * all parts are fitted.
 * @param variable the number to read at every step, samples × steps, or a function of sequence and step.
 * @throws ArgumentError as `unitStatistics`, for fewer sequences than parts, and where R² has no meaning: a part in which the number never changes.
 */
export async function ridgeProbe(
  source: Sequences,
  variable: Variable,
  { alpha = 1, ...options }: RidgeProbeOptions = {},
): Promise<RidgeProbe> {
  checkOptions(options, ['cv', ...populationOptions], 'ridgeProbe');
  if (!(alpha >= 0 && Number.isFinite(alpha))) {
    throw new ArgumentError(`alpha is what large coefficients cost, 0 or more, not ${alpha}`);
  }
  const rows = await probeRows(source, variableOf('target', variable), options);
  const { target, control } = await gather(rows);
  const { coef, intercept } = fitted(joined(target), alpha);
  const width = coef.length;
  return answer('ridgeProbe', {
    coef: fromStorage(coef, [width]),
    intercept,
    ...crossValidated(target, alpha, 'the number'),
    control: crossValidated(control, alpha, 'the number of the control'),
    predict: (array) => linear(array, [{ coef, intercept }], ([sum]) => sum!),
  });
}

/** The products of the rows of each part, the units first and then what is to be read. */
interface Gathered {
  readonly target: readonly Gram[];
  readonly control: readonly Gram[];
}

async function gather(rows: ProbeRows): Promise<Gathered> {
  let grams: Gathered | undefined;
  for await (const block of rows.blocks()) {
    const { values, units, target, control, fold } = block;
    const shift = meanOf(values, block);
    const made = (numbers: Float64Array) =>
      Array.from({ length: rows.cv }, () => new Gram(Float64Array.of(...shift, numbers[0]!)));
    grams ??= { target: made(target), control: made(target) };
    for (const [name, numbers] of [
      ['target', target],
      ['control', control],
    ] as const) {
      // prettier-ignore
      for (const [part, gram] of grams[name].entries()) {
        const own = [...fold.keys()].filter(
          (row) => fold[row] === part && !Number.isNaN(numbers[row]!),
        );
        const beside = new Float64Array(own.length * (units + 1));
        for (const [to, row] of own.entries()) {
          beside.set(values.subarray(row * units, (row + 1) * units), to * (units + 1));
          beside[to * (units + 1) + units] = numbers[row]!;
        }
        gram.add(beside);
      }
    }
  }
  if (!grams) throw new ArgumentError('No step counts: nothing can be said');
  return grams;
}

const joined = ([first, ...others]: readonly Gram[]) =>
  others.reduce((all, gram) => all.join(gram), new Gram(first!.shift).join(first!));

function crossValidated(parts: readonly Gram[], alpha: number, what: string): ProbeScores {
  return scoresOf(
    parts.map((part, k) => {
      const others = joined(parts.filter((other) => other !== part));
      return scoreOf(part, fitted(others, alpha), `${what} in part ${k} of the sequences`);
    }),
  );
}

interface Line {
  readonly coef: Float64Array;
  readonly intercept: number;
}

/** scikit-learn's Ridge with an intercept: (X̃ᵀX̃ + α)·w = X̃ᵀỹ of what is left when means are taken off. */
function fitted(gram: Gram, alpha: number): Line {
  const { scatter, mean } = gram;
  const all = mean.length;
  const units = all - 1;
  const products = new Float64Array(units * units);
  for (let k = 0; k < units; k++) {
    products.set(scatter.subarray(k * all, k * all + units), k * units);
    products[k * units + k]! += alpha;
  }
  const beside = Float64Array.from({ length: units }, (_, k) => scatter[k * all + units]!);
  const coef = solvePositive(products, beside);
  if (!coef) {
    throw new ArgumentError(
      `The units do not tell a weighted sum apart: some are sums of others, or never change; give { alpha } above ${alpha}`,
    );
  }
  let intercept = mean[units]!;
  for (let k = 0; k < units; k++) intercept -= coef[k]! * mean[k]!;
  return { coef, intercept };
}

/** R² = 1 − Σ(y − ŷ)² / Σ(y − ȳ)², from the products of the rows. */
function scoreOf(gram: Gram, { coef, intercept }: Line, what: string): number {
  const { scatter, mean, rows } = gram;
  const all = mean.length;
  const weights = Float64Array.of(...coef.map((c) => -c), 1);
  const total = scatter.at(-1)!;
  if (!(total > 0)) {
    throw new ArgumentError(
      `R² needs a number that changes, but ${what} does not: give other sequences, or another { cv }`,
    );
  }
  let errors = 0;
  let off = -intercept;
  for (let a = 0; a < all; a++) {
    off += weights[a]! * mean[a]!;
    for (let b = 0; b < all; b++) errors += weights[a]! * scatter[a * all + b]! * weights[b]!;
  }
  return 1 - (errors + rows * off * off) / total;
}
