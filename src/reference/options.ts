import type { Layer } from '../api/layer.js';

/** The engines that can be asked for a reference. */
export type ReferenceEngine = 'tf_keras' | 'keras' | 'torch' | 'onnxruntime';

/** How a reference is asked for. */
export interface ReferenceOptions {
  /** The recurrent layer, by name or as `model.layer` gives it. */
  readonly layer: string | Layer;
  /** Who computes it; found by itself: the framework that wrote the file, then whatever is installed. */
  readonly engine?: ReferenceEngine;
  /** Which backend Keras 3 runs on: `tensorflow`, `torch`, `jax`, `numpy`. */
  readonly backend?: string;
  /** The Python to ask; otherwise GATELAB_PYTHON, `.venv-frameworks`, `.venv`, python3. */
  readonly python?: string;
  /** Samples that are run at once; all of them unless said otherwise. */
  readonly batchSize?: number;
  /**
   * Lets Keras load the model's whole file, which runs whatever code its author has put into it (Lambda, custom classes) with your rights.
   * Without it the layer and what stands in front are rebuilt from config and weights, and no code of the file is run.
   */
  readonly trustFile?: boolean;
  /** Stops the engine when aborted; `AbortSignal.timeout(60_000)` gives it a minute. */
  readonly signal?: AbortSignal;
}
