import { ArgumentError, namingErrors } from '../errors.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { ModelFile } from '../model/model-file.js';
import type { StatesByName } from '../trace/run-recurrent.js';
import type { ActivationHelp } from './explain.js';
import { explainActivation } from './explain.js';
import { withKnownVersion } from './keras-version.js';
import { Layer } from './layer.js';
import { ModelRun } from './model-run.js';
import { takenInputs, type TakenInput } from './taken-input.js';
import type { CallMemo } from '../graph/call-memo.js';
import type { ModelInput } from '../graph/model-input.js';
import type { PredictOptions, PredictProgress } from '../graph/predict-options.js';
import { stopSignal } from '../stop-signal.js';
import { finishLater } from '../trace/later.js';
import { predictAll, samplesAreApart } from '../graph/predict.js';
import type { Network } from '../graph/network.js';
import { makeNetwork } from '../graph/make-network.js';
import type { RunModelOptions } from '../graph/run-model.js';
import { runModel } from '../graph/run-model.js';
import type { LaterOptions } from '../trace/later.js';
import type { Summary } from './summary.js';
import { verifyModel, type Verification } from './verification.js';
import { summarize } from './summary.js';

/** How a model is run beside other things. */
export interface PredictAsyncOptions extends PredictOptions {
  /** Stops it when aborted. */
  readonly signal?: AbortSignal;
}

/** How a whole model is run and looked into beside other things. */
export interface RunModelAsyncOptions extends RunModelOptions, LaterOptions {}

/** An opened model. Weights are read from the file when they are needed. */
export class Model {
  /** The file as its reader describes it, uninterpreted. */
  readonly file: ModelFile;
  /** What the file does not say and was assumed, in sentences. */
  readonly assumptions: readonly string[];
  readonly #network: Network;
  readonly #layers = new Map<string, Layer>();
  readonly #kept = new Map<string, StatesByName>();

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
   * @throws ArgumentError for a name that no layer has; the message names those there are.
   */
  layer(name: string): Layer {
    const known = this.#layers.get(name);
    if (known) return known;
    const layer = new Layer(this.#network, name);
    this.#layers.set(name, layer);
    return layer;
  }

  /** The model's inputs by name, in order, and the shape of each; undefined for one that nobody knows. */
  get inputs(): readonly TakenInput[] {
    return takenInputs(this.#network.takenFor('', true));
  }

  /** What the model's outputs are called, in the order of `predictAll`. */
  get outputNames(): readonly string[] {
    return this.#network.outputNames;
  }

  /**
   * Whether `predict` may be given its samples in parts, with `{ part }`: stateful models and graphs of operations look at all of them at once.
   */
  get runsInParts(): boolean {
    return samplesAreApart(this.#network);
  }

  /** A table like Keras's: every layer with its output shape and parameters, and what the file's activations mean. */
  summary(): Summary {
    return summarize(this);
  }

  /**
   * Goes through the whole file: its checksums, every weight, the shapes of the whole graph; says what was verified and what the format
   * cannot tell.
   * @throws Error for what is damaged.
   */
  verify(): Verification {
    return verifyModel(this);
  }

  /** What an activation means in this file: its formula, and where the framework defines it. */
  explain(activation: string): ActivationHelp {
    return explainActivation(activation, this.file);
  }

  /**
   * Runs the whole model.
   * @returns the model's output, samples first (without samples for a single one).
   * @throws ArgumentError for an input of another shape, a layer that cannot be run, or a model of several outputs (`predictAll`).
   */
  predict(input: ModelInput, options: PredictOptions = {}): NdArray<FloatStorage> {
    return this.#onlyOne(this.predictAll(input, options));
  }

  /** Runs the whole model and returns every output, in the model's own order. */
  predictAll(input: ModelInput, options: PredictOptions = {}): NdArray<FloatStorage>[] {
    const given = { ...options, kept: this.#kept };
    return namingErrors({ file: this.file.name }, () => predictAll(this.#network, input, given));
  }

  /**
   * The same as `predict`, computed beside other things, and with onnxruntime-node for operations of an ONNX graph that gatelab does not run,
   * where it is installed.
   * @throws the signal's reason when it is aborted.
   */
  async predictAsync(
    input: ModelInput,
    options: PredictAsyncOptions = {},
  ): Promise<NdArray<FloatStorage>> {
    return this.#onlyOne(await this.predictAllAsync(input, options));
  }

  /** The same as `predictAll`, as `predictAsync` computes. */
  async predictAllAsync(
    input: ModelInput,
    options: PredictAsyncOptions = {},
  ): Promise<NdArray<FloatStorage>[]> {
    const { outputs, kept } = await this.#predictLater(input, options, this.#kept);
    for (const [name, states] of kept) this.#kept.set(name, states);
    return outputs;
  }

  /**
   * The same as `predictAllAsync`, but as a trace runs: stateful layers start from zeros, and what they have kept stays. What is run again and again,
   * each time with something else changed, has to start alike.
   * @param memo of runs over the same data with the same options but `change`: layers in front of what is changed run once.
   */
  async predictAllAfresh(
    input: ModelInput,
    options: PredictAsyncOptions = {},
    memo?: CallMemo,
  ): Promise<NdArray<FloatStorage>[]> {
    const { outputs } = await this.#predictLater(input, options, new Map(), memo);
    memo?.keep();
    return outputs;
  }

  async #predictLater(
    input: ModelInput,
    { signal, ...options }: PredictAsyncOptions,
    before: ReadonlyMap<string, StatesByName>,
    memo?: CallMemo,
  ) {
    let told = -1;
    const progress = (one: PredictProgress) => {
      // The call is made again and again, and comes further each time.
      if (one.done > told) options.progress?.(one);
      told = Math.max(told, one.done);
    };
    const call = () => {
      const kept = new Map(before);
      const given = { ...options, ...(options.progress && { progress }), kept, memo };
      return { outputs: predictAll(this.#network, input, given), kept };
    };
    const stop = stopSignal(signal);
    const subject = { file: this.file.name };
    return finishLater(() => namingErrors(subject, call), { signal: stop });
  }

  /**
   * Runs the whole model, in float64 unless said otherwise, and keeps the trace of every recurrent layer. `at` changes gates and states from within, at
   * chosen steps: `{ at: [{ layer: 'lstm', series: 'c', step: 40, unit: 18, set: 0 }] }`; everything behind follows, in the layer and after it.
   * The same call gives the same numbers whatever was called before, as `trace` does.
   * @throws ArgumentError for an input of another shape, a layer that cannot be run, or an intervention at a place that is not there.
   */
  run(input: ModelInput, options: RunModelOptions = {}): ModelRun {
    const subject = { file: this.file.name };
    const ran = namingErrors(subject, () => runModel(this.#network, input, options));
    const { dtype = 'float64' } = options;
    return new ModelRun({
      file: this.file.name,
      ran,
      dtype,
      layer: (name) => this.layer(name),
    });
  }

  /**
   * The same, computed beside other things, as `layer.traceAsync`.
   * @throws the signal's reason when it is aborted.
   */
  runAsync(input: ModelInput, options: RunModelAsyncOptions = {}): Promise<ModelRun> {
    const { onProgress, signal, ...own } = options;
    return finishLater(() => this.run(input, own), {
      ...(onProgress && { onProgress }),
      signal: stopSignal(signal),
    });
  }

  /** Forgets the states that stateful layers have kept from one `predict` to the next; a trace keeps none, and uses none. */
  resetStates(): void {
    this.#kept.clear();
  }

  /** Closes the file. Weights already read stay. */
  close(): void {
    this.file.close();
  }

  #onlyOne(outputs: NdArray<FloatStorage>[]): NdArray<FloatStorage> {
    if (outputs.length === 1) return outputs[0]!;
    throw new ArgumentError(
      `${this.file.name} has ${outputs.length} outputs: use model.predictAll`,
      { file: this.file.name },
    );
  }

  /** The summary as text. */
  toString(): string {
    return this.summary().toString();
  }
}
