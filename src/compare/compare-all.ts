import { asNdArray } from '../ndarray/as-nd-array.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import type { FloatType } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import type { Layer } from '../network/layer.js';
import { compare } from './compare.js';
import type { SignedReference } from './compare.js';
import { Comparison } from './comparison.js';
import { collectDifferences } from './differences.js';
import { gridOf, sampleOf } from './grid.js';
import { imageAxesOf } from './subject.js';
import type { Measures } from './measures.js';
import type { Diagnosis } from './verdict.js';

/** How many samples are compared, and how many there are. */
export interface CompareProgress {
  readonly done: number;
  readonly total: number;
}

/** How all samples of a file are compared. */
export interface CompareAllOptions {
  /** Which series; what the layer gives out unless said otherwise. */
  readonly series?: string;
  readonly dtype?: FloatType;
  /** Samples traced at a time; 32 unless said otherwise. Only so many are in memory at once. */
  readonly block?: number;
  /** How many of the worst cells become rows; 1000 unless said otherwise. */
  readonly limit?: number;
  /** Called after each block. */
  readonly progress?: (progress: CompareProgress) => void;
  /** Stops between two blocks when aborted. */
  readonly signal?: AbortSignal;
}

/** Samples that are judged against their rounding band: those with the largest errors. */
const judged = 8;

/**
 * Compares a layer with a reference on all samples of a file, tracing them in blocks, so that files larger than memory's share can be
 * compared and a stop or a progress bar gets its turn. The verdict rests on the worst samples.
 * @throws RangeError when inputs and reference hold different numbers of samples.
 */
export async function compareAll(
  layer: Layer,
  inputs: ArrayInput,
  reference: ArrayInput | (SignedReference & { readonly values: ArrayInput }),
  options: CompareAllOptions = {},
): Promise<Comparison> {
  const signed = 'engine' in reference ? reference : undefined;
  const [X, R] = [asNdArray(inputs), asNdArray(signed ? signed.values : (reference as ArrayInput))];
  const total = X.shape[0]!;
  if (R.shape[0] !== total) {
    throw new RangeError(`There are ${total} inputs, but the reference has ${R.shape[0]} samples`);
  }
  const { series = 'output', dtype = 'float64', block = 32, limit = 1000, signal } = options;
  const seriesOf = (input: NdArray) => layer.trace(input, { dtype }).get(series);
  const imageAxes = imageAxesOf(undefined, { layer });
  const one = gridOf(sampleIn(R, 0), 'The reference', imageAxes);
  const collector = collectDifferences(one.steps, one.units, limit);
  for (let from = 0; from < total; from += block) {
    signal?.throwIfAborted();
    const count = Math.min(block, total - from);
    const ours = seriesOf(X.lo(from).hi(count));
    for (let n = 0; n < count; n++) {
      const [a, b] = [
        gridOf(sampleIn(ours, n), 'Our array', imageAxes),
        gridOf(sampleIn(R, from + n), 'The reference', imageAxes),
      ];
      if (a.steps !== b.steps || a.units !== b.units) {
        throw new RangeError(
          `A sample of ours is ${a.shape.join(' × ')}, one of the reference ${b.shape.join(' × ')}`,
        );
      }
      collector.add(from + n, sampleOf(a, 0), sampleOf(b, 0));
    }
    options.progress?.({ done: from + count, total });
    // Messages, timers and a Stop button get their turn.
    await new Promise((resolve) => setTimeout(resolve));
  }
  const differences = collector.finish();
  const judgements: Comparison[] = [];
  for (const sample of worstSamples(differences.perSample)) {
    const trace = layer.trace(sampleIn(X, sample), { dtype });
    judgements.push(compare(trace.get(series), sampleIn(R, sample), { inputs: X, sample }));
    // The worst sample that is no rounding is the one to tell of.
    if (judgements.at(-1)!.verdict !== 'rounding') break;
  }
  const key = worstOf(judgements);
  return new Comparison({
    subject: {
      ...key.subject,
      samples: Array.from({ length: total }, (_, n) => n),
      engine: signed?.engine,
      noiseFloor: signed?.noiseFloor,
    },
    differences,
    diagnosis: diagnosisOf(key, judgements.length, total),
    error: key.error,
  });
}

/** One sample of an array whose first axis is that of samples. */
function sampleIn(array: NdArray, sample: number): NdArray {
  return array.pick(sample, ...array.shape.slice(1).map(() => null));
}

/** The verdict of one sample as that of all of them. */
function diagnosisOf(key: Comparison, count: number, total: number): Diagnosis {
  const { verdict, cause, candidates, firstOutside, band, share, precision } = key;
  const scope =
    verdict === 'rounding'
      ? `Judged on the ${count} worst of ${total} samples.`
      : `Diagnosed on sample ${key.subject.samples[0]}.`;
  return {
    verdict,
    candidates,
    sentence: `${key.sentence} ${scope}`,
    ...(cause && { cause }),
    ...(firstOutside && { firstOutside }),
    ...(band && { band }),
    ...(share !== undefined && { share }),
    ...(precision && { precision }),
  };
}

function worstSamples(perSample: readonly Measures[]): number[] {
  const badness = ({ mismatched, maxAbs }: Measures) => (mismatched > 0 ? Infinity : maxAbs);
  return perSample
    .map((measures, n) => [badness(measures), n] as const)
    .sort(([a], [b]) => b - a)
    .slice(0, judged)
    .map(([, n]) => n);
}

/** The sample that is no rounding, if one was found; otherwise the one that uses most of its band. */
function worstOf(judgements: readonly Comparison[]): Comparison {
  const rank = ({ verdict, share = 0 }: Comparison) => (verdict === 'rounding' ? share : Infinity);
  return judgements.reduce((worst, one) => (rank(one) > rank(worst) ? one : worst));
}
