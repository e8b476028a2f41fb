import { namingErrors } from '../errors.js';
import type { LayerSpec, Tensor } from '../model/model-file.js';
import type { Shape } from '../trace/batch.js';
import { runnerFor, type RecurrentRunner } from '../layers/recurrent/recurrent-runner.js';
import type { Change } from '../trace/clamp.js';
import type { Trace } from '../trace/trace.js';
import type { TraceOptions } from '../trace/trace-options.js';
import { takenInputs, type TakenInput } from './taken-input.js';
import type { LaterOptions } from '../trace/later.js';
import { finishLater } from '../trace/later.js';
import { stopSignal } from '../stop-signal.js';
import { makeTrace } from './make-trace.js';
import { LayerWeights } from './layer-weights.js';
import type { CellWeights } from '../weights/cell-weights.js';
import type { ModelInput } from '../graph/model-input.js';
import type { Network } from '../graph/network.js';
import { traceLayer } from '../graph/trace-layer.js';
import { sizeOf } from '../ndarray/make.js';

/** How a layer is traced beside other things. */
export interface TraceAsyncOptions extends TraceOptions, LaterOptions {}

/** One layer of an opened model. */
export class Layer {
  /** Keras's name of the layer; nested ones are `outer/inner`. */
  readonly name: string;
  readonly #network: Network;
  readonly #spec: LayerSpec;

  /** Made by `openModel`. */
  constructor(network: Network, name: string) {
    this.#network = network;
    this.name = name;
    this.#spec = network.node(name).spec;
  }

  /** Such as `LSTM`; the framework's own word where the file is not Keras's. */
  get className(): string {
    return this.#spec.className;
  }

  /** The layer's config, as the file has it. */
  get config(): Readonly<Record<string, unknown>> {
    return this.#spec.config;
  }

  /** The stored weights, uncut, in the framework's order. */
  get tensors(): readonly Tensor[] {
    return this.#spec.weights;
  }

  /** How many numbers the layer has learnt or keeps. */
  get paramCount(): number {
    const own = this.tensors.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    // A nested model may list the weights of its layers as its own.
    return own || this.#network.innerParams(this.name);
  }

  /** How many of them training leaves alone: moving averages, and all of a layer that is frozen. */
  get frozenCount(): number {
    return this.#network.frozenParams(this.name);
  }

  /** Where it takes its input from, at all its calls: `name`, `name:1` for a second output, `name#2` for a second call. */
  get connectedTo(): readonly string[] {
    return this.#network.connections(this.name);
  }

  /** The layers that it takes its input from, at all its calls. */
  get layersInFront(): readonly Layer[] {
    return this.connectedTo.map((name) => new Layer(this.#network, name.replace(/:\d+$/, '')));
  }

  /** Shape of the output; null where it is open. Undefined where the file does not say, or the layer cannot be run. */
  get outputShape(): Shape | undefined {
    return this.#network.shapes(this.name)?.[0];
  }

  /** Shape of what arrives at the layer; null where it is open. Undefined where nobody knows, as of layers behind one that cannot be run. */
  get inputShape(): Shape | undefined {
    return this.#network.inputShape(this.name);
  }

  /** Shapes of the model's inputs that a trace of this layer takes; undefined for one that nobody knows. */
  get takes(): readonly (Shape | undefined)[] {
    return this.#network.takenFor(this.name).map(({ shape }) => shape);
  }

  /** The same with the names of the inputs. */
  get inputs(): readonly TakenInput[] {
    return takenInputs(this.#network.takenFor(this.name));
  }

  /** Whether this is a recurrent layer, with gates and a trace; `cannotRun` says why one cannot be traced all the same. */
  get isRecurrent(): boolean {
    return this.#network.isRecurrent(this.name);
  }

  /** Why the layer cannot be run, in one sentence; undefined where it can. */
  get cannotRun(): string | undefined {
    return this.#network.whyNot(this.name);
  }

  /** Width of the state, in one direction. */
  get units(): number {
    return unitsIn(this.#recurrent().setup().directions[0]!.weights.at(-1)!);
  }

  /**
   * Kernel W, recurrent kernel U and bias b by gate, as views into the stored tensors.
   * @throws ArgumentError for a layer that is not recurrent.
   */
  get weights(): LayerWeights {
    return new LayerWeights(this.name, this.#recurrent().setup());
  }

  /**
   * Runs the model up to this layer, and this layer step by step. The same call gives the same numbers whatever was called before: stateful
   * layers start from zeros; to go on, give `{ initialState: before.finalState }`.
   * @param input the model's input: one sample, or a batch with the samples first; `{ inputs }`, in order or by name, for several.
   * @returns every series of the layer, time × units (samples × time × units for a batch).
   * @throws ArgumentError when the input has another number of features, or the layer is not recurrent.
   */
  trace(input: ModelInput, options: TraceOptions = {}): Trace<Layer> {
    const target = { network: this.#network, name: this.name, runner: this.#recurrent() };
    const { parts, single } = namingErrors(this.#subject, () => traceLayer(target, input, options));
    const { dtype = 'float64' } = options;
    return makeTrace(this as Layer, parts, { single, dtype });
  }

  /**
   * The same trace, computed beside other things: cells, sliders and a Stop button are answered meanwhile. Native code runs on other threads that
   * give way; WebAssembly takes short turns. What stands in front in an ONNX graph and gatelab does not run is run by onnxruntime-node,
   * where that is installed.
   * @throws the signal's reason when it is aborted.
   */
  traceAsync(input: ModelInput, options: TraceAsyncOptions = {}): Promise<Trace<Layer>> {
    const { onProgress, signal, ...own } = options;
    const stop = stopSignal(signal);
    return finishLater(() => this.trace(input, own), {
      ...(onProgress && { onProgress }),
      signal: stop,
    });
  }

  /** The other recurrent layers of the model, in its order; of a layer that is called several times, every call. */
  get otherRecurrent(): readonly Layer[] {
    return this.#network.calls
      .filter((name) => name !== this.name && this.#network.isRecurrent(name))
      .map((name) => new Layer(this.#network, name));
  }

  /** The layer as a run with these gates held and these units silenced has it, for whoever looks into the run or runs it again with something changed. */
  recurrent(change: Change = {}): RecurrentRunner {
    return runnerFor(this.#recurrent(), change);
  }

  /** Such as `Layer test_layer (LSTM)`. */
  toString(): string {
    return `Layer ${this.name} (${this.className})`;
  }

  get #subject() {
    return { file: this.#network.file.name, layer: this.name };
  }

  #recurrent(): RecurrentRunner {
    return this.#network.recurrentRunner(this.name);
  }
}

/** The width of the state, which is the width of every block of the recurrent kernel. */
function unitsIn({ U }: CellWeights): number {
  return U.get(U.names[0]!).shape.at(-1)!;
}
