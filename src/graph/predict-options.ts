import type { FloatType } from '../ndarray/make.js';
import type { Change } from '../trace/clamp.js';
import type { RunOptions } from '../trace/run-options.js';
import { runOptions } from '../trace/run-options.js';

/** How a model is run. */
export interface PredictOptions extends RunOptions {
  /** `float32` (the default here, as the frameworks) or `float64`. */
  readonly dtype?: FloatType;
  /** Gates to hold and units to silence, by layer: `{ test_layer: { ablate: [3], clamp: { f: 1 } } }`. */
  readonly change?: Readonly<Record<string, Change>>;
  /** Samples run at a time, which bounds the memory in use; 256 unless said otherwise, and all at once in stateful models. */
  readonly batchSize?: number;
  /** Called after each batch, such as for a progress bar. */
  readonly progress?: (progress: PredictProgress) => void;
}

/** The names of these options. */
export const predictOptions = [...runOptions, 'change', 'batchSize', 'progress'];

/** How many samples are done, and how many there are. */
export interface PredictProgress {
  /** Samples that are done. */
  readonly done: number;
  /** Samples that there are. */
  readonly total: number;
}
