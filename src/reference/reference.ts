import { GatelabError } from '../errors.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { fromStorage, sizeOf } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { Layer } from '../api/layer.js';
import type { Model } from '../api/model.js';
import { traceWaiting } from '../api/trace-waiting.js';
import type { Trace } from '../trace/trace.js';
import { askForReference } from './engines.js';
import { foreignInFront } from './in-front.js';
import type { ReferenceOptions } from './options.js';

/** What somebody else's engine computed for a layer, and who that was. */
export interface Reference {
  /** What the layer returns: as `trace.output`, float32. */
  readonly values: NdArray<FloatStorage>;
  /** Such as `tf_keras 2.21.0` or `keras 3.15.1 (torch)`. */
  readonly engine: string;
  /** How the engine got the layer: from the model's file (`trustFile`), or rebuilt from config and weights as gatelab reads them. */
  readonly from: 'file' | 'weights';
  /** The largest difference of the engine from itself, when the same rows are run in batches of other sizes. */
  readonly noiseFloor: number | undefined;
}

/**
 * Asks a framework what a layer returns for a model's input: Keras or PyTorch in a Python that is at hand, or onnxruntime (in Node when
 * `onnxruntime-node` is installed, otherwise in Python). Nothing of our own arithmetic takes part.
 * @throws Error when no engine is found, or the engine cannot run the layer; the message says which and why. UnsupportedError (`unsafe`)
 * names a Lambda or custom class that would have to run, when the file is not trusted.
 */
export async function reference(
  model: Model,
  input: ArrayInput,
  options: ReferenceOptions,
): Promise<Reference> {
  const layer = typeof options.layer === 'string' ? model.layer(options.layer) : options.layer;
  const own = options.trustFile ? undefined : await traceOf(model, layer, input);
  const trace = once(() => own ?? layer.trace(input, { dtype: 'float32' }));
  const answer = await askForReference({ model, layer, trace, input, options });
  const shape = answer.from === 'file' ? answer.shape! : trace().output.shape;
  if (answer.data.length !== sizeOf(shape)) {
    throw new GatelabError(
      `${answer.engine} returned ${answer.data.length} numbers for layer "${layer.name}", but its output is ${shape.join(' × ')}`,
      { file: model.file.name, layer: layer.name, reason: 'engine-failed' },
    );
  }
  return {
    values: fromStorage(answer.data, shape),
    engine: answer.engine,
    from: answer.from,
    noiseFloor: answer.noiseFloor,
  };
}

/** @throws UnsupportedError that names what would have to run, where something of the file's own stands in front. */
async function traceOf(model: Model, layer: Layer, input: ArrayInput): Promise<Trace<Layer>> {
  try {
    return await traceWaiting(layer, input, { dtype: 'float32' });
  } catch (error) {
    throw (model.file.framework === 'keras' && foreignInFront(model, layer)) || error;
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
