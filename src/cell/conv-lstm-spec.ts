import type { CellWeights } from '../weights/cell-weights.js';
import type { Activation } from './activation.js';
import type { ConvolutionPlan } from './convolve.js';

/** A convolutional LSTM: the products of the LSTM are convolutions, its states are images. */
export interface ConvLstmSpec {
  /** Kernels by gate; W and U are images of weights, b one number a filter. */
  readonly weights: CellWeights;
  /** Of the candidate, and of the cell state on its way out. */
  readonly activation: Activation;
  /** Of the gates. */
  readonly recurrentActivation: Activation;
  /** Of the input; the state is always convolved with stride 1 and `same` padding. */
  readonly plan: ConvolutionPlan;
  /** Rows and columns of the input image. */
  readonly size: readonly number[];
  /** Channels of the input image. */
  readonly channels: number;
  /** Rows and columns of the state. */
  readonly stateSize: readonly number[];
  /** Channels of the state. */
  readonly filters: number;
}
