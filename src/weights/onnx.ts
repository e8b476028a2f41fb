import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { CellWeights } from './cell-weights.js';
import { cutGates, slice, transposed, zeroGates } from './cut-gates.js';
import type { CellKind } from './orders.js';
import { blockOrders, onnxPeepholeOrder, shownOrders } from './orders.js';

/** The tensors of an ONNX recurrent node: W and R, and B and P where it has them, all with the directions first. */
export interface OnnxTensors {
  /** Directions × gates·units × inputs. */
  readonly W: NdArray<FloatStorage>;
  /** Directions × gates·units × units. */
  readonly R: NdArray<FloatStorage>;
  /** Directions × 2·gates·units: the input's biases, then the recurrent ones. */
  readonly B?: NdArray<FloatStorage> | undefined;
  /** Directions × 3·units: peepholes of an LSTM, in the order i, o, f. */
  readonly P?: NdArray<FloatStorage> | undefined;
}

/** Weights of one direction (0, or 1 for the second of a bidirectional node) of an ONNX LSTM, GRU or RNN node. */
export function onnxWeights(kind: CellKind, tensors: OnnxTensors, direction: number): CellWeights {
  const order = blockOrders.onnx[kind];
  const shown = shownOrders[kind];
  const W = tensors.W.pick(direction, null, null);
  const R = tensors.R.pick(direction, null, null);
  const B = tensors.B?.pick(direction, null);
  const P = tensors.P?.pick(direction, null);
  const half = (B?.shape[0] ?? 0) / 2;
  return {
    W: cutGates(W, order, { axis: 0, shown }).map(transposed),
    U: cutGates(R, order, { axis: 0, shown }).map(transposed),
    b: B
      ? cutGates(slice(B, 0, 0, half), order, { axis: 0, shown })
      : zeroGates(shown, [R.shape[1]!]),
    ...(B && { recurrentBias: cutGates(slice(B, 0, half, half), order, { axis: 0, shown }) }),
    ...(P && { peephole: cutGates(P, onnxPeepholeOrder, { axis: 0 }) }),
  };
}
