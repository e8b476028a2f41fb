import { ArgumentError } from '../errors.js';
import { rememberTrace } from './compared-trace.js';
import { Comparison } from './comparison.js';
import type { ErrorMatrix } from './comparison-face.js';
import { diagnoseSamples } from './diagnosis/diagnose-samples.js';
import { differences, largestDifference, totalsOf } from './differences.js';
import type { Comparable, Grid } from './grid.js';
import { copyOf, gridOf, sampleOf } from './grid.js';
import type { Measures } from './measures.js';
import { judgePrediction } from './verdict-of-model.js';
import type { Axis } from './place.js';
import { placeOf } from './place.js';
import { originalOf } from '../ndarray/copies.js';
import { NdArray } from '../ndarray/nd-array.js';
import type { Strided } from '../ndarray/storage.js';
import { predictionOf } from '../trace/prediction.js';
import { requirePlainRun } from './require-plain-run.js';
import { requireSameShape } from './same-shape.js';
import { copyOfInput } from './own-input.js';
import type { Subject, SubjectOptions } from './subject.js';
import { imageAxesOf, subjectOf } from './subject.js';
import type { Diagnosis, Locale } from './verdict-types.js';
import { throughEightBits, withoutNetwork } from './verdict-of-arrays.js';
import { requireLocale } from './words.js';

/** What `compare` can be told beyond the two arrays. */
export interface CompareOptions extends SubjectOptions {
  /** What the compared values are called in titles; found by itself for a series of a trace. */
  readonly name?: string;
  /** Who computed the reference, such as `Keras 3.15.1`. */
  readonly engine?: string;
  /** How far the reference is from itself, when its engine runs the same rows in batches of other sizes. */
  readonly noiseFloor?: number;
  /** How many of the worst cells become rows; all of them for one sample, 1000 for many. */
  readonly limit?: number;
  /** The language of the verdict's sentences; English unless said otherwise. */
  readonly locale?: Locale;
}

/** A reference that says who computed it, as `reference` returns it. */
export interface SignedReference {
  /** The numbers. */
  readonly values: Comparable;
  /** Who computed them, with its version. */
  readonly engine: string;
  /** The engine's largest difference from itself in batches of other sizes; undefined where that was not asked. */
  readonly noiseFloor: number | undefined;
}

/**
 * Sets computed values beside a reference: how far they are apart, overall, per sample, step and unit, and why. Both are units,
 * steps × units, or samples × steps × units. For a series of a trace the layer and its input are known; for other arrays
 * give `layer` and `input`, or there is no rounding band and no diagnosis.
 * @throws ArgumentError when the two have different shapes, or are empty; it names both shapes and what to do.
 */
export function compare(
  ours: Comparable,
  reference: Comparable | SignedReference,
  options: CompareOptions = {},
): Comparison {
  requireLimit(options.limit);
  requireLocale(options.locale);
  const signed = isSigned(reference) ? reference : { values: reference, ...options };
  for (const array of [ours, signed.values]) requirePlainRun(array);
  const { a, b, subject, judgeAlone } = readBoth(ours, signed.values, options);
  const first = subject?.sample ?? options.sample ?? 0;
  const among = subject?.samples ?? [];
  const numbers = Array.from({ length: a.samples }, (_, n) =>
    among[n] === undefined ? first + n : first + among[n] - among[0]!,
  );
  const { limit = a.samples > 1 ? 1000 : Infinity } = options;
  const totals = once(() => totalsOf(a, b));
  const sides = once(() => differences(a, b, { numbers, limit }));
  const order = once(() => worstFirst(totals().perSample));
  const comparison = new Comparison({
    subject: {
      name: options.name ?? nameOf(subject),
      samples: numbers,
      steps: a.steps,
      units: a.units,
      engine: signed.engine,
      noiseFloor: signed.noiseFloor,
    },
    ...(options.locale && { locale: options.locale }),
    overall: () => totals().overall,
    maxAbs: () => largestDifference(a, b),
    differences: sides,
    error: () => errorOf(a, b, { index: order()[0] ?? 0, numbers }),
    *diagnosis() {
      if (subject && !isQuantized(subject)) {
        const set = { subject, ours: a, reference: b, order: order(), numbers };
        return yield* diagnoseSamples(set);
      }
      const alone = subject ? throughEightBits : withoutNetwork;
      return { diagnosis: judgeAlone?.() ?? alone(totals().overall), bands: new Map() };
    },
  });
  return rememberTrace(comparison, subject?.trace);
}

const isQuantized = ({ trace }: Subject): boolean =>
  trace.layer
    .recurrent()
    .setup()
    .directions.some(({ specs }) => specs[0]?.quantized);

const asView = (view: Strided): NdArray =>
  view instanceof NdArray ? (view as NdArray) : new NdArray(view);

/** ours − reference of one sample. */
function errorOf(
  a: Grid,
  b: Grid,
  { index, numbers }: { index: number; numbers: readonly number[] },
): ErrorMatrix {
  const theirs = sampleOf(b, index);
  return {
    sample: numbers[index]!,
    values: sampleOf(a, index).map((x, k) => x - theirs[k]!),
  };
}

/** What a function returns, worked out at the first call. */
function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => (done ??= { value: work() }).value;
}

/** Both sides read alike, and what is known of the network behind ours. */
interface BothSides {
  readonly a: Grid;
  readonly b: Grid;
  readonly subject: Subject | undefined;
  /** Judges the output of a whole model, which no single layer's run is behind. */
  readonly judgeAlone?: () => Diagnosis;
}

function readBoth(ours: Comparable, reference: Comparable, options: SubjectOptions): BothSides {
  // What a copy was made of says what it is; its own numbers are compared.
  const origin = ours instanceof NdArray ? asView(originalOf(ours)) : ours;
  const prediction = options.layer ? undefined : predictionOf(origin);
  const view = origin as NdArray;
  const imageAxes = prediction ? Math.max(0, view.dimension - 3) : imageAxesOf(origin, options);
  const read = (array: Comparable, name: string, axes?: readonly Axis[]) =>
    gridOf(array, name, { imageAxes, axes });
  const both = (axes?: readonly Axis[]) => {
    const [a, b] = [read(ours, 'Our array', axes), read(reference, 'The reference', axes)];
    requireSameShape(a, b);
    return { a: copyOf(a), b: copyOf(b) };
  };
  if (prediction) {
    const axes = placeOf(view, prediction.whole)?.axes;
    const { a, b } = both(axes);
    const again = (array: NdArray) => read(array, 'Our array', axes);
    const kept = { ...prediction, input: copyOfInput(prediction.input) };
    const pair = { ours: a, reference: b, view, read: again };
    return { a, b, subject: undefined, ...(axes && { judgeAlone: () => judgePrediction(kept, pair) }) }; // prettier-ignore
  }
  const { subject, axes } = subjectOf(origin, () => read(ours, 'Our array'), options);
  return { ...both(axes), subject };
}

function requireLimit(limit = 0): void {
  if (limit === Infinity || (Number.isInteger(limit) && limit >= 0)) return;
  throw new ArgumentError(`The limit should be a whole number of rows, 0 or more, but is ${limit}`);
}

function isSigned(reference: Comparable | SignedReference): reference is SignedReference {
  return typeof reference === 'object' && 'values' in reference && 'engine' in reference;
}

function nameOf(subject: Subject | undefined): string {
  return subject ? `${subject.trace.layer.name}.${subject.series}` : 'values';
}

/** Indices of the samples, the one with the largest error first. */
function worstFirst(perSample: readonly Measures[]): number[] {
  const badness = (n: number) => {
    const { mismatched, maxAbs } = perSample[n]!;
    return mismatched > 0 ? Infinity : maxAbs;
  };
  return perSample.map((_, n) => n).sort((a, b) => badness(b) - badness(a) || a - b);
}
