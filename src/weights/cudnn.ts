import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import { fromStorage, toStorage } from '../ndarray/make.js';
import type { CellWeights } from './cell-weights.js';
import { cutGates, slice, transposed } from './cut-gates.js';
import type { KerasArrays } from './keras.js';
import { blockOrders } from './orders.js';

/**
 * Weights of Keras 2's CuDNNLSTM and CuDNNGRU. Gates are in Keras's order, but every recurrent block is stored transposed, every input
 * block with its numbers in the other (Fortran) order, and there are two biases one after the other. The rule is that of
 * `_convert_rnn_weights` in keras/saving/legacy/hdf5_format.py. The input blocks are the one weight that no view can show:
 * they are copied.
 */
export function cudnnWeights(kind: 'lstm' | 'gru', arrays: KerasArrays): CellWeights {
  const order = blockOrders.keras[kind];
  const { kernel, recurrent, bias } = arrays;
  const half = bias!.shape[0]! / 2;
  return {
    W: cutGates(kernel, order, { axis: 1 }).map(fortranOrdered),
    U: cutGates(recurrent, order, { axis: 1 }).map(transposed),
    b: cutGates(slice(bias!, 0, 0, half), order, { axis: 0 }),
    recurrentBias: cutGates(slice(bias!, 0, half, half), order, { axis: 0 }),
  };
}

/** Whether a cell's three arrays are in cuDNN's layout: only there is the flat bias twice as long. */
export function isCudnn(
  kind: 'lstm' | 'gru' | 'simple-rnn',
  shapes: readonly (readonly number[])[],
): boolean {
  if (kind === 'simple-rnn' || shapes.length < 3) return false;
  const units = shapes[1]![0]!;
  const gates = blockOrders.keras[kind].length;
  return shapes[2]!.length === 1 && shapes[2]![0] === 2 * gates * units;
}

/** A block's numbers, read row by row, written column by column into the same shape. */
function fortranOrdered(block: NdArray<FloatStorage>): NdArray<FloatStorage> {
  const [rows, columns] = block.shape as [number, number];
  const dtype = block.data instanceof Float32Array ? 'float32' : 'float64';
  return fromStorage(toStorage(block, dtype), [columns, rows]).transpose(1, 0);
}
