import type { FloatStorage } from '../../ndarray/nd-array.js';
import type { FloatType } from '../../ndarray/make.js';
import type { Work } from '../../work.js';
import type { LaterOptions } from '../later.js';
import type { DenseRun } from './dense-run.js';
import type { FastCell } from './fast-cell.js';

/** One run of a cell over a batch, with everything that it reads and writes. */
export interface FastRun {
  /** The cell that is run. */
  readonly cell: FastCell;
  /** The precision of all storages. */
  readonly dtype: FloatType;
  /** Samples of the batch. */
  readonly samples: number;
  /** Steps of each sample. */
  readonly steps: number;
  /** Whether it runs from the last step to the first. */
  readonly backwards: boolean;
  /** At a masked step `output` is zeros instead of what it was before. */
  readonly zeroMasked: boolean;
  /** Samples × steps × features. */
  readonly x: FloatStorage;
  /** Samples × steps, 0 where a step is skipped. */
  readonly mask: Uint8Array | undefined;
  /** Samples × units each: where h, and in an LSTM c, begin; zeros where undefined. */
  readonly first: readonly (FloatStorage | undefined)[];
  /** In the order of `fastSeries`, each samples × steps × units. */
  readonly series: readonly FloatStorage[];
  /** Samples × steps × units; present where there is a mask. */
  readonly output: FloatStorage | undefined;
  /** Samples × units each: h, and in an LSTM c, after the last step. */
  readonly last: readonly FloatStorage[];
}

/** What runs the compiled loops. */
export interface Engine {
  /** What a trace says who computed it. */
  readonly name: string;
  /** Storage for a series: what it holds until it is written is anything. */
  unwritten(dtype: FloatType, length: number): FloatStorage;
  /** Multiplies rows with a matrix. */
  dense(run: DenseRun): void;
  /** Does a run in pieces. */
  work(run: FastRun): Work<void>;
  /**
   * Does a run on other threads; undefined for an engine that has none.
   * @throws the signal's reason when it is aborted.
   */
  readonly runElsewhere?: (run: FastRun, watch: LaterOptions) => Promise<void>;
}
