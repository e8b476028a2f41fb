import type { Layer } from '../api/layer.js';
import type { Model } from '../api/model.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import type { Trace } from '../trace/trace.js';
import type { ReferenceOptions } from './options.js';

/** What a reference is wanted for. */
export interface Wanted {
  /** The model that the layer is in. */
  readonly model: Model;
  /** The layer whose output is wanted. */
  readonly layer: Layer;
  /**
   * A trace of ours: what arrives at the layer is read off it, and the shape of the output.
   * @throws Error where gatelab cannot run what stands in front.
   */
  readonly trace: () => Trace<Layer>;
  /** What goes into the model. */
  readonly input: ArrayInput;
  /** What the user asked for. */
  readonly options: ReferenceOptions;
}

/** A request to the Python script: what it is to do, besides where the arrays are. */
export interface PythonTask {
  /** Whether the framework loads the file, or rebuilds the layer from our reading of the weights. */
  readonly from: 'file' | 'weights';
  /** Which array goes in: the model's input, or what arrives at the layer. */
  readonly takes: 'model input' | 'layer input';
  /** What the script is told, as JSON. */
  readonly request: Readonly<Record<string, unknown>>;
}
