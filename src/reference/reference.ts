import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { fromStorage } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { Layer } from '../network/layer.js';
import type { Model } from '../network/model.js';
import { askForReference } from './engines.js';

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
  /** Stops the engine when aborted; `AbortSignal.timeout(60_000)` gives it a minute. */
  readonly signal?: AbortSignal;
}

/** What somebody else's engine computed for a layer, and who that was. */
export interface Reference {
  /** What the layer returns: as `trace.output`, float32. */
  readonly values: NdArray<FloatStorage>;
  /** Such as `tf_keras 2.21.0` or `keras 3.15.1 (torch)`. */
  readonly engine: string;
  /** How the engine got the layer: from the model's file, or rebuilt from the weights as gatelab reads them. */
  readonly from: 'file' | 'weights';
  /** The largest difference of the engine from itself, when the same rows are run in batches of other sizes. */
  readonly noiseFloor: number | undefined;
}

/**
 * Asks a framework what a layer returns for a model's input: Keras or PyTorch in a Python that is at hand, or onnxruntime (in Node when
 * `onnxruntime-node` is installed, otherwise in Python). Nothing of our own arithmetic takes part.
 * @throws Error when no engine is found, or the engine cannot run the layer; the message says which and why.
 */
export async function reference(
  model: Model,
  input: ArrayInput,
  options: ReferenceOptions,
): Promise<Reference> {
  const layer = typeof options.layer === 'string' ? model.layer(options.layer) : options.layer;
  const trace = layer.trace(input, { dtype: 'float32' });
  const answer = await askForReference({ model, layer, trace, input, options });
  const { shape } = trace.output;
  const expected = trace.output.size;
  if (answer.data.length !== expected) {
    throw new Error(
      `${answer.engine} returned ${answer.data.length} numbers for layer "${layer.name}", but its output is ${shape.join(' × ')}`,
    );
  }
  return {
    values: fromStorage(answer.data, shape),
    engine: answer.engine,
    from: answer.from,
    noiseFloor: answer.noiseFloor,
  };
}
