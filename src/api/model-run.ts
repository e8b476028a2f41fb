import { ArgumentError, NotFoundError } from '../errors.js';
import type { RanModel } from '../graph/run-model.js';
import type { FloatType } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { Trace } from '../trace/trace.js';
import type { Layer } from './layer.js';
import { firstOf, makeTrace } from './make-trace.js';

/** What a `ModelRun` is made of. */
export interface ModelRunParts {
  /** The model's file, for messages. */
  readonly file: string;
  /** The run itself. */
  readonly ran: RanModel;
  /** The precision of the run. */
  readonly dtype: FloatType;
  /** A layer of the model by the path of its call. */
  readonly layer: (name: string) => Layer;
}

/** A run of a whole model: what it gave out, and the trace of every recurrent layer. */
export class ModelRun {
  /** Every output in the model's own order, samples first (without samples for a single one). */
  readonly outputs: readonly NdArray<FloatStorage>[];
  /** The precision of the computation. */
  readonly dtype: FloatType;
  /** The recurrent layers that ran, in their order; of a layer that is called several times, every call. */
  readonly layers: readonly string[];
  readonly #parts: ModelRunParts;
  readonly #traces = new Map<string, Trace<Layer>>();

  /** Made by `model.run`. */
  constructor(parts: ModelRunParts) {
    const { outputs, single, layers } = parts.ran;
    this.outputs = single ? outputs.map(firstOf) : outputs;
    this.dtype = parts.dtype;
    this.layers = [...layers.keys()];
    this.#parts = parts;
  }

  /**
   * The model's output.
   * @throws ArgumentError for a model of several: take `outputs`.
   */
  get output(): NdArray<FloatStorage> {
    if (this.outputs.length === 1) return this.outputs[0]!;
    throw new ArgumentError(
      `${this.#parts.file} has ${this.outputs.length} outputs: take run.outputs`,
      { file: this.#parts.file },
    );
  }

  /**
   * The trace of one recurrent layer in this run; its name may be left away where only one ran.
   * @throws NotFoundError for a layer that did not run, ArgumentError for one that ran in a loop.
   */
  trace(layer?: string): Trace<Layer> {
    const name = layer ?? this.#only();
    const known = this.#traces.get(name);
    if (known) return known;
    const { ran, dtype, file } = this.#parts;
    const parts = ran.layers.get(name);
    if (parts === undefined) {
      throw new NotFoundError(
        `Layer "${name}" of ${file} has no trace in this run; there are ${this.layers.join(', ')}`,
        { file, layer: name },
      );
    }
    if (ran.repeated.has(name)) {
      throw new ArgumentError(
        `Layer "${name}" of ${file} runs in a loop, so that it has no one trace`,
        { file, layer: name },
      );
    }
    const trace = makeTrace(this.#parts.layer(name), parts, { single: ran.single, dtype });
    this.#traces.set(name, trace);
    return trace;
  }

  #only(): string {
    const [first] = this.layers;
    if (this.layers.length === 1) return first!;
    throw new ArgumentError(
      `${this.#parts.file} has ${this.layers.length} recurrent layers: say whose trace, one of ${this.layers.join(', ')}`,
      { file: this.#parts.file },
    );
  }

  /** Such as `Run of 1 output, with the traces of lower, upper`. */
  toString(): string {
    const { length } = this.outputs;
    return `Run of ${length} output${length === 1 ? '' : 's'}, with the traces of ${this.layers.join(', ')}`;
  }
}
