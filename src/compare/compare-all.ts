import { ArgumentError } from '../errors.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import type { NdArray } from '../ndarray/nd-array.js';
import type { Layer } from '../api/layer.js';
import { traceWaiting } from '../api/trace-waiting.js';
import { compare } from './compare.js';
import type { SignedReference } from './compare.js';
import { Comparison } from './comparison.js';
import { collectDifferences } from './differences.js';
import type { Grid } from './grid.js';
import { gridOf, sampleOf } from './grid.js';
import { requireLocale, told, withSeen } from './words.js';
import { requireSameShape } from './same-shape.js';
import { imageAxesOf } from './subject.js';
import type { RunOptions } from '../trace/run-options.js';
import { isSeveral, type ModelInput } from '../graph/model-input.js';
import type { Measures } from './measures.js';
import type { Diagnosis, Locale } from './verdict-types.js';

/** How many samples are compared, and how many there are. */
export interface CompareProgress {
  /** Samples that are compared so far. */
  readonly done: number;
  /** Samples that there are. */
  readonly total: number;
}

/** How all samples of a file are compared. */
export interface CompareAllOptions extends Omit<RunOptions, 'part'> {
  /** Which series; what the layer gives out unless said otherwise. */
  readonly series?: string;
  /** Samples traced at a time; 32 unless said otherwise. Only so many are in memory at once. */
  readonly block?: number;
  /** How many of the worst cells become rows; 1000 unless said otherwise. */
  readonly limit?: number;
  /** The language of the verdict's sentences; English unless said otherwise. */
  readonly locale?: Locale;
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
 * @throws ArgumentError when inputs and reference hold different numbers of samples, or samples of different shapes.
 */
export async function compareAll(
  layer: Layer,
  inputs: ModelInput,
  reference: ArrayInput | (SignedReference & { readonly values: ArrayInput }),
  options: CompareAllOptions = {},
): Promise<Comparison> {
  const signed = 'engine' in reference ? reference : undefined;
  const R = asNdArray(signed ? signed.values : (reference as ArrayInput));
  const total = R.shape[0]!;
  const takeInputs = inputsOf(inputs, total);
  const { series = 'output', block = 32, limit = 1000, signal, progress, locale, ...run } = options;
  requireLocale(locale);
  const dtype = run.dtype ?? 'float64';
  const traceOf = (from: number, count: number) =>
    traceWaiting(layer, takeInputs(from, count), { ...run, dtype, part: { from, of: total } });
  const imageAxes = imageAxesOf(undefined, { layer });
  const one = gridOf(sampleIn(R, 0), 'The reference', { imageAxes });
  const collector = collectDifferences(one.steps, one.units, limit);
  for (let from = 0; from < total; from += block) {
    signal?.throwIfAborted();
    const count = Math.min(block, total - from);
    const pairs = pairsOf(
      (await traceOf(from, count)).get(series),
      R.lo(from).hi(count),
      imageAxes,
    );
    for (const [n, [a, b]] of pairs.entries()) {
      collector.add(from + n, sampleOf(a, 0), sampleOf(b, 0));
    }
    progress?.({ done: from + count, total });
    // Messages, timers and a Stop button get their turn.
    await new Promise((resolve) => setTimeout(resolve));
  }
  const differences = collector.finish();
  const judgements = await judgeWorst(differences.perSample, async (sample) => {
    const ours = (await traceOf(sample, 1)).get(series);
    const own = compare(ours, R.lo(sample).hi(1), {
      sample,
      ...(!isSeveral(inputs) && { inputs }),
    });
    return own.diagnose(signal ? { signal } : {});
  });
  const key = worstOf(judgements);
  return new Comparison({
    subject: {
      ...key.subject,
      samples: Array.from({ length: total }, (_, n) => n),
      engine: signed?.engine,
      noiseFloor: signed?.noiseFloor,
    },
    ...(locale && { locale }),
    overall: () => differences.overall,
    differences: () => differences,
    error: () => key.error,
    // eslint-disable-next-line require-yield -- all of it was done block by block
    *diagnosis() {
      return { diagnosis: diagnosisOf(key, judgements.length, total), bands: new Map() };
    },
  });
}

/**
 * Takes some samples of every input.
 * @throws ArgumentError where one holds another number of samples than the reference.
 */
function inputsOf(inputs: ModelInput, total: number): (from: number, count: number) => ModelInput {
  const several = isSeveral(inputs) ? inputs.inputs : undefined;
  const given = Object.entries(several ?? [inputs as ArrayInput]);
  const arrays = given.map(([name, array]) => [name, asNdArray(array as ArrayInput)] as const);
  const other = arrays.find(([, { shape }]) => shape[0] !== total)?.[1];
  if (other) {
    throw new ArgumentError(
      `There are ${other.shape[0]} inputs, but the reference has ${total} samples`,
      { reason: 'shape' },
    );
  }
  return (from, count) => {
    const some = arrays.map(([name, array]) => [name, array.lo(from).hi(count)] as const);
    if (!several) return some[0]![1];
    const inOrder = some.map(([, array]) => array);
    return { inputs: Array.isArray(several) ? inOrder : Object.fromEntries(some) };
  };
}

/** Judges samples from the worst one on, until one is no rounding. One that cannot be judged says nothing of the others. */
async function judgeWorst(
  perSample: readonly Measures[],
  judgeOne: (sample: number) => Promise<Comparison>,
): Promise<Comparison[]> {
  const judgements: Comparison[] = [];
  for (const sample of worstSamples(perSample)) {
    judgements.push(await judgeOne(sample));
    if (['convention', 'unexplained'].includes(judgements.at(-1)!.verdict)) break;
  }
  return judgements;
}

/** Sample by sample, ours and the reference's. */
function pairsOf(ours: NdArray, reference: NdArray, imageAxes: number): (readonly [Grid, Grid])[] {
  return Array.from({ length: ours.shape[0]! }, (_, n) => {
    const a = gridOf(sampleIn(ours, n), 'Our array', { imageAxes });
    const b = gridOf(sampleIn(reference, n), 'The reference', { imageAxes });
    requireSameShape(a, b);
    return [a, b] as const;
  });
}

/** One sample of an array whose first axis is that of samples. */
function sampleIn(array: NdArray, sample: number): NdArray {
  return array.pick(sample, ...array.shape.slice(1).map(() => null));
}

/** The verdict of one sample as that of all of them. */
function diagnosisOf(key: Comparison, count: number, total: number): Diagnosis {
  const scope =
    key.verdict === 'rounding'
      ? told(
          `Judged on the ${count} worst of ${total} samples.`,
          `依据 ${total} 个样本中最差的 ${count} 个判断。`,
        )
      : told(
          `Diagnosed on sample ${key.subject.samples[0]}.`,
          `依据样本 ${key.subject.samples[0]} 诊断。`,
        );
  return withSeen(key.diagnosis, scope);
}

function worstSamples(perSample: readonly Measures[]): number[] {
  const badness = ({ mismatched, maxAbs }: Measures) => (mismatched > 0 ? Infinity : maxAbs);
  return perSample
    .map((measures, n) => [badness(measures), n] as const)
    .sort(([a], [b]) => b - a)
    .slice(0, judged)
    .map(([, n]) => n);
}

/** The sample that is no rounding, if one was found; then one that cannot be judged; otherwise the one that uses most of its band. */
function worstOf(judgements: readonly Comparison[]): Comparison {
  const rank = ({ verdict, share = 0 }: Comparison) =>
    ({ rounding: share, undecided: 1e6 })[verdict as string] ?? Infinity;
  return judgements.reduce((worst, one) => (rank(one) > rank(worst) ? one : worst));
}
