import { NotFoundError } from '../errors.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { FloatType } from '../ndarray/make.js';
import { sizeOf } from '../ndarray/make.js';
import type { CellKind } from '../weights/orders.js';
import { rememberOrigin } from './origins.js';
import type { TraceOptions } from './trace-options.js';

const gateSeries = ['i', 'f', 'g', 'o', 'c', 'h', 'z', 'r', 'n'] as const;
type GateSeries = (typeof gateSeries)[number];

/** The names that series have in layers of one cell. Stacked cells put `cell0_`, `cell1_`… in front: use `get`. */
export type SeriesName = GateSeries | `forward_${GateSeries}` | `backward_${GateSeries}`;

/** Gives a class one getter for each series, so that `trace.f` is typed and completes, and a missing one is an error. */
const Getters = function () {} as unknown as new () => Readonly<
  Record<SeriesName, NdArray<FloatStorage>>
>;
for (const prefix of ['', 'forward_', 'backward_']) {
  for (const series of gateSeries) {
    Object.defineProperty(Getters.prototype, prefix + series, {
      get(this: Trace) {
        return this.get(prefix + series);
      },
    });
  }
}

/** The layer a trace belongs to, as far as a trace needs to know it. */
export interface TracedLayer {
  /** The layer's name in its model. */
  readonly name: string;
}

/** One cell of a traced layer, as far as what is told of a trace depends on it. */
export interface TracedCell {
  /** LSTM, GRU or another. */
  readonly kind: CellKind;
  /** The cell state is clipped to ± this. */
  readonly cellClip?: number | undefined;
  /** States that were held at a value. */
  readonly held?: readonly string[] | undefined;
}

/** One direction of a traced layer. */
export interface TracedDirection {
  /** What stands in front of the names of its series: empty, `forward_` or `backward_`. */
  readonly prefix: string;
  /** Whether it reads the sequence from its end. */
  readonly backwards: boolean;
  /** From the bottom; one, except in stacked cells. */
  readonly cells: readonly TracedCell[];
}

/** What a run started from, samples first: enough to run it again with something changed. */
export interface TraceStart {
  /** The model's input as the user gave it. */
  readonly given: unknown;
  /** The options of the run as the user gave them; with `given`, all that the trace is a function of. */
  readonly options: TraceOptions;
  /** What arrived at the layer: samples × time × features, and samples × time of 0 where a step was masked. */
  readonly batch: {
    readonly data: FloatStorage;
    readonly shape: readonly number[];
    readonly mask?: Uint8Array;
  };
  /** The states it started from, by name, samples × state size; zeros where absent. */
  readonly initialState: Readonly<Record<string, FloatStorage>>;
  /** How the layer ran, direction by direction. */
  readonly directions: readonly TracedDirection[];
  /** Whether onnxruntime ran operations in front, in float32, so that the run cannot be made again by a plain call. */
  readonly handedOver?: boolean;
  /** The series that interventions have changed, by name; absent where none has. */
  readonly amended?: readonly string[];
}

/** What a trace is made of. */
export interface TraceParts<L extends TracedLayer = TracedLayer> {
  /** The layer that was run. */
  readonly layer: L;
  /** What arrived at it: samples × time × the shape of a step. */
  readonly input: NdArray<FloatStorage>;
  /** What the run began with: the model's input, first states, mask. */
  readonly start: TraceStart;
  /** The precision of the run. */
  readonly dtype: FloatType;
  /** What computed it: the name of an engine, or `definition`. */
  readonly engine: string;
  /** Every gate and state by name, samples × time × the shape of a step. */
  readonly series: Readonly<Record<string, NdArray<FloatStorage>>>;
  /** What the layer gave out: its output, then last states where it returns them. */
  readonly outputs: readonly NdArray<FloatStorage>[];
  /** Samples × state size after the last step, by name. */
  readonly finalState: Readonly<Record<string, NdArray<FloatStorage>>>;
}

/** Whether a trace is that of one sample, given without an axis of samples. */
export function isSingle({ input, start }: Pick<TraceParts, 'input' | 'start'>): boolean {
  return input.dimension < start.batch.shape.length;
}

/**
 * Everything a recurrent layer computed: each series is time × units for one sample, samples × time × units for a batch. Steps are
 * the input's, whatever the direction.
 */
export class Trace<L extends TracedLayer = TracedLayer> extends Getters {
  /** The layer that was traced. */
  readonly layer: L;
  /** What arrived at the layer: time × features, or samples × time × features. */
  readonly input: NdArray<FloatStorage>;
  /** What the run started from, for comparisons that run it again with something changed. */
  readonly start: TraceStart;
  /** The precision of the computation. */
  readonly dtype: FloatType;
  /** What computed it: `native` and what of the processor it uses, `WebAssembly`, or `definition`. They agree to rounding. */
  readonly engine: string;
  /** The names of the series: LSTM `i f g o c h`, GRU `z r n h`, SimpleRNN `h`; bidirectional ones with a prefix. */
  readonly series: readonly string[];
  /** All that the framework's layer returns, in its order; one array, except with `return_state` or `merge_mode=None`. */
  readonly outputs: readonly NdArray<FloatStorage>[];
  /**
   * The states after the last step, by name, and those of the recurrent layers in front as `layer/name`; give them as `initialState` to go on
   * where this run ended (a backward direction starts from the end, so it cannot go on).
   */
  readonly finalState: Readonly<Record<string, NdArray<FloatStorage>>>;
  readonly #arrays: Readonly<Record<string, NdArray<FloatStorage>>>;

  /** Made by `layer.trace`. */
  constructor(parts: TraceParts<L>) {
    super();
    this.layer = parts.layer;
    this.input = parts.input;
    this.start = parts.start;
    this.dtype = parts.dtype;
    this.engine = parts.engine;
    this.series = Object.keys(parts.series);
    this.outputs = parts.outputs;
    this.finalState = parts.finalState;
    this.#arrays = parts.series;
    this.#rememberAll(parts);
  }

  /** Lets every array say where it came from. States among the outputs share the storage of the final states. */
  #rememberAll({ series, outputs, finalState, start, input }: TraceParts<L>): void {
    const [samples = 1, steps = 1] = start.batch.shape;
    const single = isSingle({ input, start });
    const remember = (
      { data, shape }: NdArray,
      known: { series: string; output?: number; last?: boolean },
    ) => {
      const inFront = single ? 1 : 2;
      const step = shape.slice(inFront);
      const hasTime = !known.last && data.length === samples * steps * sizeOf(step);
      const ofStep = hasTime ? step : shape.slice(inFront - 1);
      const whole = { shape: [samples, ...(hasTime ? [steps] : []), ...ofStep], hasTime };
      rememberOrigin(data, { trace: this, ...known, whole });
    };
    for (const name of this.series) {
      remember(series[name]!, { series: name });
      // Final states by other names are those of the layers in front, and no series of this trace.
      const state = Object.hasOwn(finalState, name) ? finalState[name] : undefined;
      if (state) remember(state, { series: name, last: true });
    }
    for (const [output, array] of outputs.entries()) remember(array, { series: 'output', output });
  }

  /** Exactly what the framework's layer returns (the first array, where it returns several). */
  get output(): NdArray<FloatStorage> {
    return this.outputs[0]!;
  }

  /**
   * One series by name, or `output`.
   * @throws NotFoundError for a series that the layer does not have; the message names those it has.
   */
  get(name: string): NdArray<FloatStorage> {
    if (name === 'output') return this.output;
    const array = Object.hasOwn(this.#arrays, name) ? this.#arrays[name] : undefined;
    if (array === undefined) {
      throw new NotFoundError(
        `Layer "${this.layer.name}" has no series "${name}"; it has ${this.series.join(', ')}`,
        { layer: this.layer.name, reason: 'no-such-series' },
      );
    }
    return array;
  }

  /** Such as `Trace of test_layer: i f g o c h, 302 × 30, float64`. */
  override toString(): string {
    const shape = this.get(this.series[0]!).shape.join(' × ');
    return `Trace of ${this.layer.name}: ${this.series.join(' ')}, ${shape}, ${this.dtype}`;
  }
}
