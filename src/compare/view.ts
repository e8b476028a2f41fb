import type { ComparisonFace } from './comparison-face.js';
import { measureLines, titleOf } from './format.js';
import type { ErrorRow } from './rows.js';
import type { Candidate, Cause, Verdict } from './verdict-types.js';

/** A comparison as plain JSON, for whoever draws it. */
export interface ComparisonView {
  /** Such as `test_layer.h, sample 114, against tf-keras 2.21.0`. */
  readonly title: string;
  /** Empty while it is being worked out. */
  readonly verdict: Verdict | '';
  /** The verdict in one or two sentences. */
  readonly sentence: string;
  /** The reading that explains the error; only with the verdict `convention`. */
  readonly cause?: Cause;
  /** Numbers worth a line above the table, ready to be shown. */
  readonly measures: readonly { readonly label: string; readonly value: string }[];
  /** Cells, worst first. */
  readonly rows: readonly ErrorRow[];
  /** How many cells were compared; more than there are rows when only the worst are given. */
  readonly total: number;
  /** Over the samples compared: the largest and mean absolute error at each step, and the widest band there. */
  readonly perStep: {
    readonly max: readonly number[];
    readonly mean: readonly number[];
    /** `Infinity` does not survive JSON: null where rounding alone may take the state anywhere. */
    readonly band: readonly (number | null)[] | null;
  };
  /** ours − reference of one sample (the worst one), row after row: steps × units. */
  readonly error: {
    readonly sample: number;
    readonly steps: number;
    readonly units: number;
    readonly values: readonly number[];
  };
  /** Readings that were tried, the closest first. */
  readonly candidates: readonly Candidate[];
}

/** A comparison as plain JSON. Its verdict is worked out for it, unless `judged` is false: then what follows from the verdict is empty. */
export function viewOf(comparison: ComparisonFace, judged = true): ComparisonView {
  const { subject, overall, perStep, error } = comparison;
  return {
    title: titleOf(subject),
    ...(judged
      ? judgedPart(comparison)
      : { verdict: '', sentence: '', rows: comparison.plainRows, candidates: [] }),
    measures: measureLines(comparison),
    total: overall.count,
    perStep: {
      max: perStep.map((m) => m.maxAbs),
      mean: perStep.map((m) => m.meanAbs),
      band: judged && comparison.band ? bandPerStep(comparison.band, subject.units) : null,
    },
    error: {
      sample: error.sample,
      steps: subject.steps,
      units: subject.units,
      values: [...error.values],
    },
  };
}

function judgedPart({ verdict, sentence, cause, rows, candidates }: ComparisonFace) {
  return { verdict, sentence, ...(cause && { cause }), rows, candidates };
}

function bandPerStep(band: Float64Array, units: number): (number | null)[] {
  return Array.from({ length: band.length / units }, (_, t) => {
    const row = band.subarray(t * units, (t + 1) * units);
    const widest = row.reduce((most, width) => Math.max(most, width), 0);
    return Number.isFinite(widest) ? widest : null;
  });
}
