import type { FloatType } from '../ndarray/make.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { LayerSpec, Tensor } from '../model/model-file.js';
import type { Shape } from '../layers/batch.js';
import type { RecurrentRunner } from '../layers/recurrent/recurrent-runner.js';
import type { Method } from '../trace/run-sequences.js';
import { Trace } from '../trace/trace.js';
import type { Change } from '../explore/clamp.js';
import { LayerWeights } from './layer-weights.js';
import type { CellWeights } from '../weights/cell-weights.js';
import type { Network } from './network.js';
import { traceLayer } from './trace-layer.js';
import { sizeOf } from '../ndarray/make.js';

/** How a layer is traced. */
export interface TraceOptions extends Change {
  /** `float64` (the definition, and the default) or `float32`, which rounds as the frameworks do. */
  readonly dtype?: FloatType;
  /** `definition` computes by the textbook's formulas instead of the compiled ones; they agree to rounding. */
  readonly method?: Method;
  /** States to start from, by name (`h`, `c`; `forward_h`…): units long, or samples × units. Zeros where absent. */
  readonly initialState?: Readonly<Record<string, ArrayInput>>;
  /** Which steps count: time, or samples × time; 0 or false is skipped. Replaces the mask that the layers before it made. */
  readonly mask?: ArrayInput | readonly boolean[] | readonly (readonly boolean[])[];
}

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

  /** Shape of the output; null where it is open. Undefined where the file does not say, or the layer cannot be run. */
  get outputShape(): Shape | undefined {
    return this.#network.shapes(this.name)?.[0];
  }

  /** Whether this is a recurrent layer, with gates and a trace. */
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
   * @throws RangeError for a layer that is not recurrent.
   */
  get weights(): LayerWeights {
    return new LayerWeights(this.name, this.#recurrent().setup());
  }

  /**
   * Runs the model up to this layer, and this layer step by step.
   * @param input the model's input: one sample, or a batch with the samples first; a list of arrays for several inputs.
   * @returns every series of the layer, time × units (samples × time × units for a batch).
   * @throws RangeError when the input has another number of features, or the layer is not recurrent.
   */
  trace(
    input: ArrayInput | { readonly inputs: readonly ArrayInput[] },
    options: TraceOptions = {},
  ): Trace<Layer> {
    const { parts, single } = traceLayer(
      { network: this.#network, name: this.name, runner: this.#recurrent() },
      input,
      options,
    );
    const view = (array: NdArray<FloatStorage>) =>
      single ? array.pick(0, ...array.shape.slice(1).map(() => null)) : array;
    const each = (arrays: Readonly<Record<string, NdArray<FloatStorage>>>) =>
      Object.fromEntries(Object.entries(arrays).map(([key, array]) => [key, view(array)]));
    return new Trace({
      layer: this as Layer,
      input: view(parts.input),
      start: parts.start,
      dtype: options.dtype ?? 'float64',
      series: each(parts.series),
      outputs: parts.outputs.map(view),
      finalState: each(parts.finalState),
    });
  }

  /** The other recurrent layers of the model, in its order; of a layer that is called several times, every call. */
  get otherRecurrent(): readonly Layer[] {
    return this.#network.calls
      .filter((name) => name !== this.name && this.#network.isRecurrent(name))
      .map((name) => new Layer(this.#network, name));
  }

  /** The layer as it is run, for comparisons that change one of its conventions and run it again. */
  recurrent(): RecurrentRunner {
    return this.#recurrent();
  }

  /** Such as `Layer test_layer (LSTM)`. */
  toString(): string {
    return `Layer ${this.name} (${this.className})`;
  }

  #recurrent(): RecurrentRunner {
    return this.#network.recurrentRunner(this.name);
  }
}

/** The width of the state, which is the width of every block of the recurrent kernel. */
function unitsIn({ U }: CellWeights): number {
  return U.get(U.names[0]!).shape.at(-1)!;
}
