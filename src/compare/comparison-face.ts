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
  readonly steps: number;
  readonly units: number;
  /** Who computed the reference, such as `onnxruntime 1.32.0`; undefined when it came from a file that does not say. */
  readonly engine: string | undefined;
  /** How far the engine is from itself in batches of other sizes, where that was asked. */
  readonly noiseFloor: number | undefined;
}

/** One sample's signed error, steps × units. */
export interface ErrorMatrix {
  readonly sample: number;
  readonly values: Float64Array;
}

/** A comparison as whoever writes or draws it sees it. */
export interface ComparisonFace extends Pick<Diagnosis, 'sentence' | 'candidates'> {
  readonly subject: ComparisonSubject;
  readonly overall: Measures;
  readonly perStep: readonly Measures[];
  readonly growth: number;
  readonly error: ErrorMatrix;
  readonly rows: readonly ErrorRow[];
  /** The rows before the verdict is known, without bands. */
  readonly plainRows: readonly ErrorRow[];
  readonly verdict: Verdict;
  readonly cause: Diagnosis['cause'] | undefined;
  readonly band: Float64Array | undefined;
}
