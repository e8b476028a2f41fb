import { NotFoundError } from '../errors.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import { fromStorage } from '../ndarray/make.js';
import type { Change, ChangesFace, LayerChange } from './change.js';
import { textOfChanges } from './text.js';

/** What `whatChanged` found: every part of both models with how far it moved, ranked. */
export class Changes implements ChangesFace {
  /** What the two models are called, the one that is taken away from the other first. */
  readonly names: readonly [string, string];
  /** Layers that both models have, in the order of the first. */
  readonly layers: readonly LayerChange[];
  /** The outputs of the whole models on the data set; empty without one. */
  readonly outputs: readonly Change[];
  /** What the two have not in common, and what could not be compared, in sentences. */
  readonly unlike: readonly string[];
  /** Whether both were run on data. */
  readonly hasData: boolean;

  /** Made by `whatChanged`. */
  constructor(parts: Pick<ChangesFace, 'names' | 'layers' | 'outputs' | 'unlike' | 'hasData'>) {
    this.names = parts.names;
    this.layers = parts.layers;
    this.outputs = parts.outputs;
    this.unlike = parts.unlike;
    this.hasData = parts.hasData;
  }

  get weights(): readonly Change[] {
    return ranked(this.layers.flatMap(({ weights }) => weights));
  }

  get series(): readonly Change[] {
    return ranked(this.layers.flatMap(({ series }) => series));
  }

  get moved(): boolean {
    return [...this.weights, ...this.series, ...this.outputs].some(({ share }) => share > 0);
  }

  /**
   * The difference b − a of one series, 0 where it is below rounding, shaped as in a trace: `heatmap(changes.of('rec', 'f', 0))` of the first
   * sample, without a number of all of them.
   * @throws NotFoundError for a layer or series that was not compared; the message names those that were.
   */
  of(layer: string, series: string, sample?: number): NdArray<FloatStorage> {
    const found = this.layers.find(({ name }) => name === layer)?.difference(series, sample);
    if (found) return found;
    const names = this.layers.flatMap((one) => one.series.map(({ part }) => `${one.name} ${part}`));
    throw new NotFoundError(
      `No series "${series}" of layer "${layer}" was compared; there are ${names.join(', ') || 'none: give whatChanged { data }'}`,
      { layer, reason: 'no-such-series' },
    );
  }

  /** How far each gate moved, as a picture: kernels × gates of one recurrent layer, with the names of both. */
  picture(layer: string): GatePicture {
    // prettier-ignore
    const parts = (this.layers.find(({ name }) => name === layer)?.weights ?? []).filter((one) =>
      one.part.includes('.'),
    );
    const kernels = [...new Set(parts.map(({ part }) => part.split('.')[0]!))];
    const gates = [...new Set(parts.map(({ part }) => part.split('.')[1]!))];
    const values = kernels.flatMap((kernel) =>
      gates.map((gate) => parts.find(({ part }) => part === `${kernel}.${gate}`)?.relative ?? NaN),
    );
    const shape = [kernels.length, gates.length];
    return { values: fromStorage(Float64Array.from(values), shape), kernels, gates };
  }

  /** The ranked parts as tables. */
  toString(): string {
    return textOfChanges(this);
  }

  /** The same as plain data. */
  toJSON(): Record<string, unknown> {
    const { names, moved, weights, series, outputs, unlike } = this;
    const layers = this.layers.map(({ whole }) => whole);
    return { names, moved, layers, weights, series, outputs, unlike };
  }
}

/** How far each gate of a layer moved, as a share of its size. */
export interface GatePicture {
  /** Kernels × gates; NaN where a kernel has no such gate. */
  readonly values: NdArray<FloatStorage>;
  /** Names of the rows, such as `W` and `backward_U`. */
  readonly kernels: readonly string[];
  /** Names of the columns, such as `f`. */
  readonly gates: readonly string[];
}

const ranked = (changes: readonly Change[]) =>
  changes.toSorted(
    (a, b) => b.notFinite - a.notFinite || b.relative - a.relative || b.maxAbs - a.maxAbs,
  );
