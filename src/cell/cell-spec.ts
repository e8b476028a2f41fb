import type { CellKind } from '../weights/orders.js';
import type { CellWeights } from '../weights/cell-weights.js';
import type { Activation } from './activation.js';
import type { HeldStates } from './held.js';

/**
 * Everything that determines what a cell computes. Plain data: to try another convention, copy it with one field
 * changed and run it again.
 */
export interface CellSpec {
  /** Which formulas: those of an LSTM, a GRU or a SimpleRNN. */
  readonly kind: CellKind;
  /** Width of the state h (of c, where h is projected). */
  readonly units: number;
  /** Features of one time step of the input. */
  readonly inputs: number;
  /** W, U, b by gate, and what else the cell has. */
  readonly weights: CellWeights;
  /** Of the candidate, and of the cell state on its way out. */
  readonly activation: Activation;
  /** Of the gates. */
  readonly recurrentActivation: Activation;
  /** Of the LSTM's cell state on its way out; `activation` where a framework knows only one (all but ONNX). */
  readonly outputActivation?: Activation;
  /** GRU: whether the reset gate is applied after the recurrent product (Keras 3, PyTorch) or before it. */
  readonly resetAfter?: boolean;
  /** Added to the forget gate's sum at run time (TensorFlow 1); elsewhere it is stored in the bias and this is 0. */
  readonly forgetBias?: number;
  /** ONNX: sums are clipped to ± this before each activation. TensorFlow 1: see `cellClip`. */
  readonly clip?: number;
  /** TensorFlow 1: the cell state itself is clipped to ± this. */
  readonly cellClip?: number;
  /** onnxruntime's DynamicQuantizeLSTM: x, over its whole sequence, and h, at each step, go through eight bits before their products. */
  readonly quantized?: boolean;
  /** ONNX `input_forget`: the forget gate is 1 − i. */
  readonly coupledForget?: boolean;
  /** States that are set to these values after every step, and before the first. */
  readonly held?: HeldStates;
  /** Units whose weights keep h at 0 after every step, so that it is to be 0 before the first one too. */
  readonly silent?: readonly number[];
}
