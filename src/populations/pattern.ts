import { ArgumentError } from '../errors.js';
import { fromStorage, toStorage } from '../ndarray/make.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { requireSteps } from './require-steps.js';

/** What is looked for: some steps and units of a sequence. */
export interface Pattern {
  /** A series that shows it, steps × units, or samples × steps × units. */
  readonly series: ArrayInput;
  /** Of several sequences: which. */
  readonly sample?: number;
  /** From which step to before which; all unless told. */
  readonly steps?: readonly [from: number, to: number];
  /** Which units; all unless told (for `onOff`, those that are on all the time). */
  readonly units?: readonly number[];
  /** The brushed block of a heatmap, instead of `units` and `steps`: `{ series, ...picture.selection }`. From which unit to before which. */
  readonly rows?: readonly [from: number, to: number];
  /** From which step to before which. */
  readonly columns?: readonly [from: number, to: number];
}

/** A pattern cut out of its series. */
export interface CutPattern {
  /** Steps × units. */
  readonly values: Float64Array;
  /** How many steps. */
  readonly steps: number;
  /** Which units of the series. */
  readonly units: readonly number[];
  /** How many units the series has. */
  readonly width: number;
  /** The sequence that it was cut out of. */
  readonly sample: number;
  /** Its first step there. */
  readonly start: number;
  /** The array that it was cut out of. */
  readonly series: NdArray;
}

/** The names of its parts. */
export const patternParts = ['series', 'sample', 'steps', 'units', 'rows', 'columns'] as const;

/**
 * Cuts a pattern out of its series.
 * @param choose which units count where none are named.
 * @throws ArgumentError for steps, units and samples that are not there, or told twice.
 */
export function cutPattern(
  pattern: Pattern,
  choose: (values: NdArray<Float64Array>) => readonly number[],
): CutPattern {
  const { series: given, sample = 0, rows, columns } = pattern;
  if ((pattern.steps && columns) || (pattern.units && rows)) {
    throw new ArgumentError('A pattern is told by { units, steps } or by a brush, { rows, columns }, not by both'); // prettier-ignore
  }
  const series = asNdArray(given, 'The series of a pattern');
  const { dimension, shape } = series;
  if (dimension !== 2 && dimension !== 3) {
    throw new ArgumentError(`A pattern is cut out of steps × units or samples × steps × units, not ${shape.join(' × ')}`); // prettier-ignore
  }
  requireSteps(series);
  const [width = 0, length = 0, samples = 1] = shape.toReversed();
  if (dimension === 3 && pattern.sample === undefined && samples > 1) {
    throw new ArgumentError(`The series of the pattern has ${samples} sequences: say which, { sample: 0 } to { sample: ${samples - 1} }`); // prettier-ignore
  }
  within(sample, samples, 'sequence');
  const [from, to] = range(pattern.steps ?? columns ?? [0, length], length, 'steps');
  const one = dimension === 3 ? series.pick(sample, null, null) : series;
  const block = one.lo(from, 0).hi(to - from, width);
  const whole = fromStorage(Float64Array.from(toStorage(block, 'float64')), [to - from, width]);
  const units = pattern.units ?? (rows ? unitsIn(range(rows, width, 'rows')) : choose(whole));
  for (const unit of units) within(unit, width, 'unit');
  if (units.length === 0) throw new ArgumentError('A pattern has one unit at least');
  const values = Float64Array.from({ length: (to - from) * units.length }, (_, at) =>
    whole.get(Math.floor(at / units.length), units[at % units.length]!),
  );
  if (!values.every(Number.isFinite)) {
    throw new ArgumentError('The pattern holds numbers that are not finite: cut out other steps');
  }
  return { values, steps: to - from, units, width, sample, start: from, series };
}

const unitsIn = ([from, to]: readonly [number, number]) =>
  Array.from({ length: to - from }, (_, k) => from + k);

function range(
  [from, to]: readonly [number, number],
  length: number,
  what: string,
): readonly [number, number] {
  if ([from, to].every(Number.isInteger) && from >= 0 && from < to && to <= length)
    return [from, to];
  throw new ArgumentError(
    `The ${what} of a pattern go from one whole number to before another, within 0 to ${length}, not ${from} to ${to}`,
  );
}

function within(index: number, length: number, what: string): void {
  if (Number.isInteger(index) && index >= 0 && index < length) return;
  throw new ArgumentError(`There is no ${what} ${index}; they are numbered 0 to ${length - 1}`);
}

/** Where a pattern stands in an array that shares its numbers, as views of one trace do; undefined where it is not in there. */
export function placeInArray(
  { series, sample, start }: CutPattern,
  array: NdArray,
): { sample: number; start: number } | undefined {
  if (array.data !== series.data) return undefined;
  const [, ownStep = 0, ownSample = 0] = series.stride.toReversed();
  const at = series.offset + sample * ownSample + start * ownStep - array.offset;
  const [, steps = 0, samples = 1] = array.shape.toReversed();
  const [, stepStride = 1, sampleStride = Infinity] = array.stride.toReversed();
  const inSample = samples > 1 ? Math.floor(at / sampleStride) : 0;
  const inStep = Math.floor((at - inSample * (samples > 1 ? sampleStride : 0)) / stepStride);
  const isThere = at >= 0 && inSample < samples && inStep < steps;
  return isThere ? { sample: inSample, start: inStep } : undefined;
}
