import type { ErrorRow } from './rows.js';
import type { Candidate, Cause, Verdict } from './verdict.js';

/** A comparison as plain JSON, for whoever draws it. */
export interface ComparisonView {
  /** Such as `test_layer.h, sample 114, against tf-keras 2.21.0`. */
  readonly title: string;
  readonly verdict: Verdict;
  /** The verdict in one or two sentences. */
  readonly sentence: string;
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
