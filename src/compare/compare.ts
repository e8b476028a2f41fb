import { Comparison } from './comparison.js';
import { diagnoseSamples } from './diagnosis/diagnose-samples.js';
import { differences } from './differences.js';
import type { Comparable } from './grid.js';
import { gridOf, rowsAsSamples, sampleOf } from './grid.js';
import type { Measures } from './measures.js';
import { requireSameShape } from './same-shape.js';
import type { Subject, SubjectOptions } from './subject.js';
import { imageAxesOf, subjectOf } from './subject.js';
import type { Diagnosis } from './verdict.js';

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
}

/** A reference that says who computed it, as `reference` returns it. */
export interface SignedReference {
  readonly values: Comparable;
  readonly engine: string;
  readonly noiseFloor: number | undefined;
}

/**
 * Sets computed values beside a reference: how far they are apart, overall, per sample, step and unit, and why. Both are units,
 * steps × units, or samples × steps × units. For a series of a trace the layer and its input are known; for other arrays
 * give `layer` and `input`, or there is no rounding band and no diagnosis.
 * @throws RangeError when the two have different shapes, or are empty; it names both shapes and what to do.
 */
export function compare(
  ours: Comparable,
  reference: Comparable | SignedReference,
  options: CompareOptions = {},
): Comparison {
  const signed = isSigned(reference) ? reference : { values: reference, ...options };
  const imageAxes = imageAxesOf(ours, options);
  const grids = [
    gridOf(ours, 'Our array', imageAxes),
    gridOf(signed.values, 'The reference', imageAxes),
  ] as const;
  requireSameShape(...grids);
  const subject = subjectOf(ours, grids[0], options);
  // A layer that gives out its last step only has no axis of time: its rows are samples.
  const [a, b] = subject && givesLastStep(subject) ? grids.map(rowsAsSamples) : grids;
  const first = subject?.sample ?? options.sample ?? 0;
  const numbers = Array.from({ length: a.samples }, (_, n) => first + n);
  const found = differences(a, b, {
    numbers,
    ...(options.limit !== undefined ? { limit: options.limit } : a.samples > 1 && { limit: 1000 }),
  });
  const order = worstFirst(found.perSample);
  const worst = order[0] ?? 0;
  const { diagnosis, bands } = subject
    ? diagnoseSamples({ subject, ours: a, reference: b, order, numbers })
    : { diagnosis: withoutNetwork(found.overall), bands: new Map<number, Float64Array>() };
  const rows = found.rows.map((row) => {
    const band = bands.get(row.sample)?.[row.step * a.units + row.unit];
    return band === undefined ? row : { ...row, band };
  });
  const theirs = sampleOf(b, worst);
  return new Comparison({
    subject: {
      name: options.name ?? nameOf(subject),
      samples: numbers,
      steps: a.steps,
      units: a.units,
      engine: signed.engine,
      noiseFloor: signed.noiseFloor,
    },
    differences: { ...found, rows },
    diagnosis,
    error: { sample: first + worst, values: sampleOf(a, worst).map((x, k) => x - theirs[k]!) },
  });
}

function isSigned(reference: Comparable | SignedReference): reference is SignedReference {
  return typeof reference === 'object' && 'values' in reference && 'engine' in reference;
}

function nameOf(subject: Subject | undefined): string {
  return subject ? `${subject.trace.layer.name}.${subject.series}` : 'values';
}

function givesLastStep({ trace, series }: Subject): boolean {
  return series === 'output' && !trace.layer.recurrent().setup().returnSequences;
}

/** Indices of the samples, the one with the largest error first. */
function worstFirst(perSample: readonly Measures[]): number[] {
  const badness = (n: number) => {
    const { mismatched, maxAbs } = perSample[n]!;
    return mismatched > 0 ? Infinity : maxAbs;
  };
  return perSample.map((_, n) => n).sort((a, b) => badness(b) - badness(a) || a - b);
}

/** What can be said of two arrays when the network behind them is not known. */
function withoutNetwork({ maxAbs, maxUlp, mismatched }: Measures): Diagnosis {
  if (mismatched === 0 && (maxAbs === 0 || maxUlp <= 1)) {
    return {
      verdict: 'rounding',
      sentence: 'The two arrays are equal to the last bit of float32.',
      candidates: [],
    };
  }
  return {
    verdict: 'unexplained',
    sentence:
      'Nothing is known of the network behind these arrays, so no rounding band can be drawn: give compare a series of a trace, ' +
      'or the options { layer, input }.',
    candidates: [],
  };
}
