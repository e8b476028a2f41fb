import type { Grid } from '../grid.js';
import { sampleOf } from '../grid.js';
import { otherLayersOf } from '../other-layers.js';
import type { Subject } from '../subject.js';
import { contextOf } from '../context.js';
import type { Diagnosis } from '../verdict-types.js';
import type { Work } from '../../work.js';
import { told, withSeen } from '../words.js';
import { diagnoseJudged } from './diagnose.js';
import type { JudgedSides, Suspects } from './judge-sides.js';
import { judgeSides } from './judge-sides.js';

/** Samples whose band is computed; the ones with the largest errors. */
const judgedSamples = 16;

/** Both sides with all their samples, and the run they belong to. */
export interface SampleSet {
  /** The layer's run that both sides are about. */
  readonly subject: Subject;
  /** All samples of ours. */
  readonly ours: Grid;
  /** All samples of the reference. */
  readonly reference: Grid;
  /** Samples by their error, the worst first. */
  readonly order: readonly number[];
  /** What rows call each sample. */
  readonly numbers: readonly number[];
}

/** The verdict over several samples, and the bands of those that were judged, by their number. */
export interface SampleDiagnosis {
  /** The verdict, and what it rests on. */
  readonly diagnosis: Diagnosis;
  /** How far rounding may take each cell, steps × units, by the number of the sample. */
  readonly bands: ReadonlyMap<number, Float64Array>;
}

/** Judges the worst samples up to the first that is outside its band, and diagnoses that, or else the one that uses up most of it. */
export function* diagnoseSamples(set: SampleSet): Work<SampleDiagnosis> {
  const { subject, ours, reference, order, numbers } = set;
  // Two float32 results may each be off by the band; a float64 one is exact.
  const sides = subject.trace.dtype === 'float32' ? 2 : 1;
  const bands = new Map<number, Float64Array>();
  let worst: { index: number; suspects: Suspects; judged: JudgedSides } | undefined;
  for (const index of order.slice(0, judgedSamples)) {
    const suspects: Suspects = {
      context: contextOf(subject, index),
      ours: sampleOf(ours, index),
      reference: sampleOf(reference, index),
      sample: numbers[index]!,
      units: ours.units,
    };
    const judged = yield* judgeSides(suspects);
    const wider = judged.half ? 1 : sides;
    const { width } = judged.band;
    bands.set(numbers[index]!, wider === 1 ? width : width.map((w) => wider * w));
    if (!worst || rankOf(judged) > rankOf(worst.judged)) worst = { index, suspects, judged };
    // What is outside is told of; the others need not be looked at.
    if (rankOf(judged) > unknownRank) break;
  }
  const { index, suspects, judged } = worst!;
  const otherLayers = otherLayersOf(subject, { index, units: ours.units });
  const context = { ...suspects.context, otherLayers };
  const diagnosis = yield* diagnoseJudged({ ...suspects, context }, judged);
  return { diagnosis: withScope(diagnosis, set, index), bands };
}

const unknownRank = 2;

/** What is outside its band is told of first, then what cannot be judged, then the largest share. */
function rankOf({ judgement, unknown, share }: JudgedSides): number {
  if (unknown !== undefined) return unknownRank;
  return judgement.inside ? Math.min(share, 1) : unknownRank + 1;
}

/** Says which samples the verdict rests on, and shows the band of the sample with the largest error. */
function withScope(diagnosis: Diagnosis, { order, numbers }: SampleSet, index: number): Diagnosis {
  if (order.length < 2) return diagnosis;
  const judged = Math.min(order.length, judgedSamples);
  const whole = judged === order.length;
  const scope =
    diagnosis.verdict === 'rounding'
      ? told(
          `Judged on ${whole ? `all ${judged} samples` : `the ${judged} worst of ${order.length} samples`}.`,
          `依据${whole ? `全部 ${judged} 个样本` : `${order.length} 个样本中最差的 ${judged} 个`}判断。`,
        )
      : told(`Diagnosed on sample ${numbers[index]}.`, `依据样本 ${numbers[index]} 诊断。`);
  return withSeen(diagnosis, scope);
}
