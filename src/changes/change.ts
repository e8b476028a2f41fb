import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { Moved } from './moved.js';

/** How far one part of a layer moved: a gate of a kernel (`W.f`), a series on the data set (`c`), or an output of the whole model. */
export interface Change extends Moved {
  /** The name of the layer in the first model; `the model` for an output of the whole. */
  readonly layer: string;
  /** The gate or stored array (`W.f`, `kernel`), the series (`c`), or the output. */
  readonly part: string;
  /** What moved: stored numbers, what they make of the data set, or what the model gives out for it. */
  readonly kind: 'weights' | 'series' | 'output';
}

/** All parts of one layer. */
export interface LayerChange {
  /** The name of the layer in the first model. */
  readonly name: string;
  /** All its weights together. */
  readonly whole: Change;
  /** Each gate and stored array of the layer. */
  readonly weights: readonly Change[];
  /** Empty without a data set, and for layers that are not recurrent. */
  readonly series: readonly Change[];
  /** b − a of a part of the weights, 0 where it is below rounding, in the shape of the part; undefined for a part that was not compared. */
  readonly weightDifference: (part: string) => NdArray<FloatStorage> | undefined;
  /** b − a of a series, 0 where it is below rounding: of one sample, or of all; undefined where it was not compared. */
  readonly difference: (series: string, sample?: number) => NdArray<FloatStorage> | undefined;
}

/** What was found of two models, as whoever writes it sees it. */
export interface ChangesFace {
  /** What the two models are called. */
  readonly names: readonly [string, string];
  /** Layers that both models have, in the order of the first. */
  readonly layers: readonly LayerChange[];
  /** The outputs of the whole models on the data set. */
  readonly outputs: readonly Change[];
  /** What the two have not in common, and what could not be compared, in sentences. */
  readonly unlike: readonly string[];
  /** Whether they were run on data. */
  readonly hasData: boolean;
  /** Gates of kernels and other stored weights, those that moved furthest (as a share of their size) first. */
  readonly weights: readonly Change[];
  /** Series on the data set, those that moved furthest first; empty without one. */
  readonly series: readonly Change[];
  /** Whether anything that was compared moved by more than rounding. */
  readonly moved: boolean;
}
