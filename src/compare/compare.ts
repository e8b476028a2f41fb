import { Comparison } from './comparison.js';
import { differences } from './differences.js';
import type { Comparable, Grid } from './grid.js';
import { gridOf, sampleOf } from './grid.js';
import type { Diagnosis } from './verdict.js';
import type { Measures } from './measures.js';

/** What `compare` can be told beyond the two arrays. */
export interface CompareOptions {
  /** What the compared values are called in titles; found by itself for a series of a trace. */
  readonly name?: string;
  /** The number of the (first) sample, for titles and rows. */
  readonly sample?: number;
  /** Who computed the reference, such as `Keras 3.15.1`. */
  readonly engine?: string;
  /** How many of the worst cells become rows; all of them for one sample, 1000 for many. */
  readonly limit?: number;
}

/**
 * Sets computed values beside a reference: how far they are apart, overall, per sample, step and unit, and why.
 * Both are units, steps × units, or samples × steps × units.
 * @throws RangeError when the two have different shapes.
 */
export function compare(
  ours: Comparable,
  reference: Comparable,
  options: CompareOptions = {},
): Comparison {
  const [a, b] = [gridOf(ours, 'Our array'), gridOf(reference, 'The reference')];
  requireSameShape(a, b);
  const first = options.sample ?? 0;
  const numbers = Array.from({ length: a.samples }, (_, n) => first + n);
  const found = differences(a, b, {
    numbers,
    ...(options.limit !== undefined ? { limit: options.limit } : a.samples > 1 && { limit: 1000 }),
  });
  const worst = worstSample(found.perSample);
  const theirs = sampleOf(b, worst);
  const error = sampleOf(a, worst).map((x, k) => x - theirs[k]!);
  return new Comparison({
    subject: {
      name: options.name ?? 'values',
      samples: numbers,
      steps: a.steps,
      units: a.units,
      engine: options.engine,
    },
    differences: found,
    diagnosis: withoutNetwork(found.overall),
    error: { sample: first + worst, values: error },
  });
}

function requireSameShape(ours: Grid, reference: Grid): void {
  const same =
    ours.samples === reference.samples &&
    ours.steps === reference.steps &&
    ours.units === reference.units;
  if (same) return;
  throw new RangeError(
    `Our array is ${ours.shape.join(' × ')}, the reference ${reference.shape.join(' × ')}: ` +
      'compare the same samples, steps and units (pick one sample of a batch with .pick(n))',
  );
}

function worstSample(perSample: readonly Measures[]): number {
  const badness = (m: Measures) => (m.mismatched > 0 ? Infinity : m.maxAbs);
  return perSample.reduce(
    (worst, m, n) => (badness(m) > badness(perSample[worst]!) ? n : worst),
    0,
  );
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
