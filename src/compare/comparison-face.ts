// What a comparison shows of itself to those who write or draw it.
import type { Measures } from './measures.js';
import type { ErrorRow } from './rows.js';
import type { Diagnosis, Verdict } from './verdict-types.js';

/** What was compared with what. */
export interface ComparisonSubject {
  /** Such as `test_layer.h`; `values` for arrays of unknown origin. */
  readonly name: string;
  /** The numbers of the samples compared. */
  readonly samples: readonly number[];
  /** Steps of each sample. */
  readonly steps: number;
  /** Units of each step. */
  readonly units: number;
  /** Who computed the reference, such as `onnxruntime 1.32.0`; undefined when it came from a file that does not say. */
  readonly engine: string | undefined;
  /** How far the engine is from itself in batches of other sizes, where that was asked. */
  readonly noiseFloor: number | undefined;
}

/** One sample's signed error, steps × units. */
export interface ErrorMatrix {
  /** The number of the sample, as rows call it. */
  readonly sample: number;
  /** ours − reference, step after step. */
  readonly values: Float64Array;
}

/** A comparison as whoever writes or draws it sees it. */
export interface ComparisonFace extends Pick<Diagnosis, 'sentence' | 'candidates'> {
  /** What was compared with what. */
  readonly subject: ComparisonSubject;
  /** Measures over all cells. */
  readonly overall: Measures;
  /** Measures over the cells of each step. */
  readonly perStep: readonly Measures[];
  /** Factor by which the error grows from step to step. */
  readonly growth: number;
  /** ours − reference of the worst sample. */
  readonly error: ErrorMatrix;
  /** Cells, worst first, with their rounding band where their sample was judged. */
  readonly rows: readonly ErrorRow[];
  /** The rows before the verdict is known, without bands. */
  readonly plainRows: readonly ErrorRow[];
  /** What the differences come to. */
  readonly verdict: Verdict;
  /** The reading that explains the error; undefined with every other verdict than `convention`. */
  readonly cause: Diagnosis['cause'] | undefined;
  /** How far rounding may take each cell of the worst sample, steps × units; undefined where no network is known. */
  readonly band: Float64Array | undefined;
}
