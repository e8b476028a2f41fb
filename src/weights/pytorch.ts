import type { Tensor } from '../model/model-file.js';
import type { CellWeights } from './cell-weights.js';
import { cutGates, transposed, zeroGates } from './cut-gates.js';
import type { CellKind } from './orders.js';
import { blockOrders, shownOrders } from './orders.js';

/**
 * Weights of one layer and direction of torch.nn.LSTM, GRU or RNN: weight_ih (gates·units × inputs), weight_hh (gates·units ×
 * units), then bias_ih and bias_hh where there are biases, then weight_hr (projected × units) where h is projected.
 * Transposed views give them Keras's orientation.
 */
export function pytorchWeights(kind: CellKind, tensors: readonly Tensor[]): CellWeights {
  const order = blockOrders.pytorch[kind];
  const shown = shownOrders[kind];
  const matrices = tensors.filter(({ shape }) => shape.length === 2).map((t) => t.read());
  const biases = tensors.filter(({ shape }) => shape.length === 1).map((t) => t.read());
  const [input, recurrent, projection] = matrices;
  const units = input!.shape[0]! / order.length;
  return {
    W: cutGates(input!, order, { axis: 0, shown }).map(transposed),
    U: cutGates(recurrent!, order, { axis: 0, shown }).map(transposed),
    b: biases[0] ? cutGates(biases[0], order, { axis: 0, shown }) : zeroGates(shown, [units]),
    ...(biases[1] && { recurrentBias: cutGates(biases[1], order, { axis: 0, shown }) }),
    ...(projection && { projection: transposed(projection) }),
  };
}
