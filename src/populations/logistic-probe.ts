import { answer } from '../answers/answer.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import { fromStorage } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { populationOptions } from './blocks.js';
import type { WeightedSum } from './linear.js';
import { linear } from './linear.js';
import { LogisticFit, probabilities } from './logistic-fit.js';
import type { Probe, ProbeBlock, ProbeOptions, ProbeRows } from './probe-blocks.js';
import { probeRows, scoresOf } from './probe-blocks.js';
import type { Sequences } from './sequences.js';
import { requireRepeatable } from './sequences.js';
import type { Variable } from './variables.js';
import { variableOf } from './variables.js';

/** How a logistic probe is fitted. */
export interface LogisticProbeOptions extends ProbeOptions {
  /** How little large coefficients cost; 1 unless told. */
  readonly C?: number;
  /** How many passes there may be; 100 unless told. */
  readonly maxIter?: number;
}

/** A class that is read from units. */
export interface LogisticProbe extends Probe {
  /** The classes, in order. */
  readonly classes: readonly number[];
  /** What each unit counts for each class, classes × units; of two classes for the second, 1 × units. */
  readonly coef: NdArray<Float64Array>;
  /** What is added, one number for each row of `coef`. */
  readonly intercept: NdArray<Float64Array>;
}

/** More classes than these are rather numbers. */
const mostClasses = 32;

/**
 * How well a class can be read from the units by weighted sums: scikit-learn's `LogisticRegression`, judged by the share of steps it names rightly in
 * sequences it was not fitted to, beside a control whose sequences were given each other's classes (after Hewitt and Liang 2019).
 * It goes through the sequences some ten times.
 * @param variable the class of every step, samples × steps, or a function of sequence and step: whole numbers, such as 0 and 1.
 * @throws ArgumentError as `unitStatistics`, for classes that are one or too many, a generator, and a fit that does not end within `maxIter`.
 */
export async function logisticProbe(
  source: Sequences,
  variable: Variable,
  { C = 1, maxIter = 100, ...options }: LogisticProbeOptions = {},
): Promise<LogisticProbe> {
  checkOptions(options, ['cv', ...populationOptions], 'logisticProbe');
  requireRepeatable(source, 'logisticProbe');
  if (!(C > 0 && Number.isFinite(C))) {
    throw new ArgumentError(`C is how little large coefficients cost, above 0, not ${C}`);
  }
  const rows = await probeRows(source, variableOf('target', variable), options);
  const { classes, units } = await classesIn(rows);
  const fit = () => new LogisticFit(classes.length, units, C);
  const parts = () => Array.from({ length: rows.cv }, fit);
  const fits: Fits = { whole: fit(), target: parts(), control: parts(), classes };
  await fitAll(rows, fits, maxIter);
  const rights = await judged(rows, fits);
  const lines = linesOf(fits.whole, units);
  return answer('logisticProbe', {
    classes,
    coef: fromStorage(Float64Array.from(lines.flatMap(({ coef }) => [...coef])), [lines.length, units]), // prettier-ignore
    intercept: fromStorage(
      Float64Array.from(lines, (line) => line.intercept),
      [lines.length],
    ),
    ...scoresOf(rights.target),
    control: scoresOf(rights.control),
    predict: (array) => linear(array, lines, (sums) => classes[likeliest(sums)]!),
  });
}

/** All that is fitted at the same time. */
interface Fits {
  /** To all sequences. */
  readonly whole: LogisticFit;
  /** To all but those of one part. */
  readonly target: readonly LogisticFit[];
  readonly control: readonly LogisticFit[];
  readonly classes: readonly number[];
}

async function classesIn(rows: ProbeRows): Promise<{ classes: number[]; units: number }> {
  const seen = new Set<number>();
  let units = 0;
  for await (const block of rows.blocks()) {
    units = block.units;
    for (const value of block.target) if (seen.size <= mostClasses) seen.add(value);
  }
  if (seen.size < 2 || seen.size > mostClasses) {
    const found = seen.size < 2 ? 'there is one' : `there are more than ${mostClasses}`;
    throw new ArgumentError(
      `A logistic probe tells 2 to ${mostClasses} classes apart, but ${found}; numbers are read by ridgeProbe`,
    );
  }
  return { classes: [...seen].sort((a, b) => a - b), units };
}

async function fitAll(rows: ProbeRows, fits: Fits, maxIter: number): Promise<void> {
  const { whole, target, control } = fits;
  const open = () => [whole, ...target, ...control].filter((fit) => !fit.done);
  for (let pass = 0; open().length > 0; pass++) {
    if (pass === maxIter) {
      throw new ArgumentError(
        `The probe is not fitted after ${maxIter} passes: give a lower { C }, or a higher { maxIter }`,
      );
    }
    for await (const block of rows.blocks()) {
      if (!whole.done) feed(whole, block, { of: block.target, takes: () => true, fits });
      for (let part = 0; part < rows.cv; part++) {
        const takes = (row: number) => block.fold[row] !== part;
        if (!target[part]!.done) feed(target[part]!, block, { of: block.target, takes, fits });
        if (!control[part]!.done) feed(control[part]!, block, { of: block.control, takes, fits });
      }
    }
    for (const fit of open()) fit.endPass();
  }
}

function feed(
  fit: LogisticFit,
  { values, units, rows }: ProbeBlock,
  { of, takes, fits }: { of: Float64Array; takes: (row: number) => boolean; fits: Fits },
): void {
  const own: number[] = [];
  for (let row = 0; row < rows; row++) if (takes(row) && !Number.isNaN(of[row]!)) own.push(row);
  const x = new Float64Array(own.length * (units + 1)).fill(1);
  for (const [to, row] of own.entries())
    x.set(values.subarray(row * units, (row + 1) * units), to * (units + 1));
  fit.add(x, own.map((row) => classOf(of[row]!, fits))); // prettier-ignore
}

function classOf(value: number, { classes }: Fits): number {
  const at = classes.indexOf(value);
  if (at >= 0) return at;
  throw new ArgumentError(
    `The class ${value} stands at steps alone that do not count: write NaN there`,
  );
}

/** The share of rightly named steps in each part. */
async function judged(
  rows: ProbeRows,
  { target, control, classes }: Fits,
): Promise<Record<'target' | 'control', number[]>> {
  const counts = { target: new Counts(rows.cv), control: new Counts(rows.cv) };
  for await (const { values, units, fold, ...block } of rows.blocks()) {
    const array = fromStorage(values, [block.rows, units]);
    for (const [name, fits] of [
      ['target', target],
      ['control', control],
    ] as const) {
      // prettier-ignore
      const named = fits.map((fit) =>
        linear(array, linesOf(fit, units), (sums) => classes[likeliest(sums)]!),
      );
      for (const [row, part] of fold.entries()) {
        const is = block[name][row]!;
        if (!Number.isNaN(is)) counts[name].add(part, named[part]!.data[row] === is);
      }
    }
  }
  return { target: counts.target.shares(), control: counts.control.shares() };
}

class Counts {
  readonly #right: Float64Array;
  readonly #all: Float64Array;

  constructor(parts: number) {
    [this.#right, this.#all] = [new Float64Array(parts), new Float64Array(parts)];
  }

  add(part: number, isRight: boolean): void {
    this.#right[part]! += Number(isRight);
    this.#all[part]! += 1;
  }

  shares(): number[] {
    return Array.from(this.#right, (right, part) => {
      if (this.#all[part] === 0)
        throw new ArgumentError(
          `No step counts in part ${part} of the sequences: give a lower { cv }`,
        );
      return right / this.#all[part]!;
    });
  }
}

function linesOf({ weights }: LogisticFit, units: number): WeightedSum[] {
  const width = units + 1;
  return Array.from({ length: weights.length / width }, (_, k) => ({
    coef: weights.slice(k * width, k * width + units),
    intercept: weights[k * width + units]!,
  }));
}

function likeliest(sums: Float64Array): number {
  const p = probabilities(sums);
  return p.indexOf(p.reduce((a, b) => Math.max(a, b)));
}
