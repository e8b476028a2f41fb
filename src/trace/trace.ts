import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { FloatType } from '../ndarray/make.js';
import { rememberProvenance } from './provenance.js';

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
  readonly name: string;
}

/** What a run started from, samples first: enough to run it again with something changed. */
export interface TraceStart {
  /** The model's input as the user gave it. */
  readonly given: unknown;
  /** What arrived at the layer: samples × time × features, and samples × time of 0 where a step was masked. */
  readonly batch: {
    readonly data: FloatStorage;
    readonly shape: readonly number[];
    readonly mask?: Uint8Array;
  };
  /** The states it started from, by name, samples × state size; zeros where absent. */
  readonly initialState: Readonly<Record<string, FloatStorage>>;
}

/** What a trace is made of. */
export interface TraceParts<L extends TracedLayer> {
  readonly layer: L;
  readonly input: NdArray<FloatStorage>;
  readonly start: TraceStart;
  readonly dtype: FloatType;
  readonly series: Readonly<Record<string, NdArray<FloatStorage>>>;
  readonly outputs: readonly NdArray<FloatStorage>[];
  readonly finalState: Readonly<Record<string, NdArray<FloatStorage>>>;
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
  /** The names of the series: LSTM `i f g o c h`, GRU `z r n h`, SimpleRNN `h`; bidirectional ones with a prefix. */
  readonly series: readonly string[];
  /** All that the framework's layer returns, in its order; one array, except with `return_state` or `merge_mode=None`. */
  readonly outputs: readonly NdArray<FloatStorage>[];
  /** The states after the last step, by name; give them as `initialState` to go on. */
  readonly finalState: Readonly<Record<string, NdArray<FloatStorage>>>;
  readonly #arrays: Readonly<Record<string, NdArray<FloatStorage>>>;

  /** Made by `layer.trace`. */
  constructor(parts: TraceParts<L>) {
    super();
    this.layer = parts.layer;
    this.input = parts.input;
    this.start = parts.start;
    this.dtype = parts.dtype;
    this.series = Object.keys(parts.series);
    this.outputs = parts.outputs;
    this.finalState = parts.finalState;
    this.#arrays = parts.series;
    for (const [series, array] of Object.entries(parts.series)) {
      rememberProvenance(array, { trace: this, series });
    }
    for (const array of parts.outputs) rememberProvenance(array, { trace: this, series: 'output' });
  }

  /** Exactly what the framework's layer returns (the first array, where it returns several). */
  get output(): NdArray<FloatStorage> {
    return this.outputs[0]!;
  }

  /**
   * One series by name, or `output`.
   * @throws RangeError for a series that the layer does not have; the message names those it has.
   */
  get(name: string): NdArray<FloatStorage> {
    if (name === 'output') return this.output;
    const array = Object.hasOwn(this.#arrays, name) ? this.#arrays[name] : undefined;
    if (array === undefined) {
      throw new RangeError(
        `Layer "${this.layer.name}" has no series "${name}"; it has ${this.series.join(', ')}`,
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
