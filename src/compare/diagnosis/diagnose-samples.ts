import type { Grid } from '../grid.js';
import { sampleOf } from '../grid.js';
import { otherLayersOf } from '../other-layers.js';
import type { Subject } from '../subject.js';
import { contextOf } from '../subject.js';
import type { Diagnosis } from '../verdict.js';
import { diagnose } from './diagnose.js';
import type { JudgedSides, Suspects } from './judge-sides.js';
import { judgeSides } from './judge-sides.js';

/** Samples whose band is computed; the ones with the largest errors. */
const judgedSamples = 16;

/** Both sides with all their samples, and the run they belong to. */
export interface SampleSet {
  readonly subject: Subject;
  readonly ours: Grid;
  readonly reference: Grid;
  /** Samples by their error, the worst first. */
  readonly order: readonly number[];
  /** What rows call each sample. */
  readonly numbers: readonly number[];
}

/** The verdict over several samples, and the bands of those that were judged, by their number. */
export interface SampleDiagnosis {
  readonly diagnosis: Diagnosis;
  readonly bands: ReadonlyMap<number, Float64Array>;
}

/** Judges the worst samples, and diagnoses the one that uses up most of its band, or leaves it furthest. */
export function diagnoseSamples(set: SampleSet): SampleDiagnosis {
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
    const judged = judgeSides(suspects);
    const wider = judged.half ? 1 : sides;
    bands.set(
      numbers[index]!,
      judged.band.width.map((w) => wider * w),
    );
    if (!worst || judged.share > worst.judged.share) worst = { index, suspects, judged };
  }
  const { index, suspects, judged } = worst!;
  const otherLayers = otherLayersOf(subject, { index, units: ours.units });
  const context = { ...suspects.context, otherLayers };
  const diagnosis = diagnose({ ...suspects, context }, judged);
  return { diagnosis: withScope(diagnosis, set, index), bands };
}

/** Says which samples the verdict rests on, and shows the band of the sample with the largest error. */
function withScope(diagnosis: Diagnosis, { order, numbers }: SampleSet, index: number): Diagnosis {
  if (order.length < 2) return diagnosis;
  const judged = Math.min(order.length, judgedSamples);
  const scope =
    diagnosis.verdict === 'rounding'
      ? `Judged on ${judged === order.length ? `all ${judged} samples` : `the ${judged} worst of ${order.length} samples`}.`
      : `Diagnosed on sample ${numbers[index]}.`;
  return { ...diagnosis, sentence: `${diagnosis.sentence} ${scope}` };
}
