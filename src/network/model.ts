import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { ModelFile } from '../model/model-file.js';
import type { ActivationHelp } from './explain.js';
import { explainActivation } from './explain.js';
import { withKnownVersion } from './keras-version.js';
import { Layer } from './layer.js';
import type { ModelInput } from './model-input.js';
import type { PredictOptions } from './predict.js';
import { predictAll } from './predict.js';
import type { Network } from './network.js';
import { makeNetwork } from './network.js';
import type { Summary } from './summary.js';
import { summarize } from './summary.js';

/** An opened model. Weights are read from the file when they are needed. */
export class Model {
  /** The file as its reader describes it, uninterpreted. */
  readonly file: ModelFile;
  /** What the file does not say and was assumed, in sentences. */
  readonly assumptions: readonly string[];
  readonly #network: Network;
  readonly #layers = new Map<string, Layer>();

  /** Made by `openModel`. */
  constructor(file: ModelFile, assumptions: readonly string[] = []) {
    this.file = withKnownVersion(file);
    this.assumptions = assumptions;
    this.#network = makeNetwork(this.file);
  }

  /** Such as `Keras 2 HDF5`. */
  get format(): string {
    return this.file.format;
  }

  /** The version of the framework that wrote the file; undefined where the file does not say. */
  get frameworkVersion(): string | undefined {
    return this.file.frameworkVersion;
  }

  /** All layers; those of nested models after the model they are in. */
  get layers(): readonly Layer[] {
    return this.#network.names.map((name) => this.layer(name));
  }

  /**
   * One layer by name; nested ones as `outer/inner`.
   * @throws RangeError for a name that no layer has; the message names those there are.
   */
  layer(name: string): Layer {
    const known = this.#layers.get(name);
    if (known) return known;
    const layer = new Layer(this.#network, name);
    this.#layers.set(name, layer);
    return layer;
  }

  /** A table like Keras's: every layer with its output shape and parameters, and what the file's activations mean. */
  summary(): Summary {
    return summarize(this);
  }

  /** What an activation means in this file: its formula, and where the framework defines it. */
  explain(activation: string): ActivationHelp {
    return explainActivation(activation, this.file);
  }

  /**
   * Runs the whole model.
   * @returns the model's output, samples first (without samples for a single one).
   * @throws RangeError for an input of another shape, a layer that cannot be run, or a model of several outputs (`predictAll`).
   */
  predict(input: ModelInput, options: PredictOptions = {}): NdArray<FloatStorage> {
    const outputs = this.predictAll(input, options);
    if (outputs.length === 1) return outputs[0]!;
    throw new RangeError(`${this.file.name} has ${outputs.length} outputs: use model.predictAll`);
  }

  /** Runs the whole model and returns every output, in the model's own order. */
  predictAll(input: ModelInput, options: PredictOptions = {}): NdArray<FloatStorage>[] {
    return predictAll(this.#network, input, options);
  }

  /** Forgets the states that stateful layers have kept. */
  resetStates(): void {
    for (const layer of this.layers) if (layer.isRecurrent) layer.recurrent().resetStates();
  }

  /** Closes the file. Weights already read stay. */
  close(): void {
    this.file.close();
  }

  /** The summary as text. */
  toString(): string {
    return this.summary().toString();
  }
}
