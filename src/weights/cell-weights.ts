import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { GateViews } from './gate-views.js';

/** The weights of one cell, by gate; all of them views into the tensors of the file. */
export interface CellWeights {
  /** Kernel: what the input is multiplied by. */
  readonly W: GateViews;
  /** Recurrent kernel: what the last hidden state is multiplied by. */
  readonly U: GateViews;
  /** Bias; zeros where the layer uses none. */
  readonly b: GateViews;
  /** A second bias that belongs to the recurrent product; only where the framework stores two. */
  readonly recurrentBias?: GateViews;
  /** Peephole weights of i, f and o, each units long (ONNX, TensorFlow 1). */
  readonly peephole?: GateViews;
  /** Projection of the LSTM's output, units × projected units (PyTorch `proj_size`, TensorFlow 1 `num_proj`). */
  readonly projection?: NdArray<FloatStorage>;
}
