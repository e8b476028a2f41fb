import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { CellWeights } from './cell-weights.js';
import { cutGates, slice, zeroGates } from './cut-gates.js';
import { GateViews } from './gate-views.js';
import { blockOrders, shownOrders } from './orders.js';

/** The kernel of a TensorFlow 1 cell has the input's rows above those of the state. */
function halves(kernel: NdArray<FloatStorage>, units: number) {
  const inputs = kernel.shape[0]! - units;
  return { input: slice(kernel, 0, 0, inputs), recurrent: slice(kernel, 0, inputs, units) };
}

/** BasicLSTMCell and LSTMCell: one kernel ((inputs + units) × 4·units, order i j f o) and one bias. */
export function tensorflow1Lstm(tensors: {
  readonly kernel: NdArray<FloatStorage>;
  readonly bias: NdArray<FloatStorage>;
  readonly peephole?: GateViews | undefined;
  readonly projection?: NdArray<FloatStorage> | undefined;
}): CellWeights {
  const order = blockOrders.tensorflow1.lstm;
  const shown = shownOrders.lstm;
  const { kernel, bias, peephole, projection } = tensors;
  const state = projection ? projection.shape[1]! : bias.shape[0]! / 4;
  const { input, recurrent } = halves(kernel, state);
  return {
    W: cutGates(input, order, { axis: 1, shown }),
    U: cutGates(recurrent, order, { axis: 1, shown }),
    b: cutGates(bias, order, { axis: 0, shown }),
    ...(peephole && { peephole }),
    ...(projection && { projection }),
  };
}

/** GRUCell: kernel and bias of the gates r and u (Keras's z), and those of the candidate. */
export function tensorflow1Gru(tensors: {
  readonly gateKernel: NdArray<FloatStorage>;
  readonly gateBias: NdArray<FloatStorage>;
  readonly candidateKernel: NdArray<FloatStorage>;
  readonly candidateBias: NdArray<FloatStorage>;
}): CellWeights {
  const order = blockOrders.tensorflow1.gru;
  const units = tensors.candidateBias.shape[0]!;
  const gates = halves(tensors.gateKernel, units);
  const candidate = halves(tensors.candidateKernel, units);
  const join = (both: GateViews, n: NdArray<FloatStorage>) =>
    new GateViews([
      ['z', both.z],
      ['r', both.r],
      ['n', n],
    ]);
  return {
    W: join(cutGates(gates.input, order, { axis: 1 }), candidate.input),
    U: join(cutGates(gates.recurrent, order, { axis: 1 }), candidate.recurrent),
    b: join(cutGates(tensors.gateBias, order, { axis: 0 }), tensors.candidateBias),
  };
}

/** BasicRNNCell: one kernel ((inputs + units) × units) and one bias. */
export function tensorflow1Rnn(
  kernel: NdArray<FloatStorage>,
  bias: NdArray<FloatStorage> | undefined,
): CellWeights {
  const units = kernel.shape[1]!;
  const { input, recurrent } = halves(kernel, units);
  const one = (view: NdArray<FloatStorage>) => new GateViews([['h', view]]);
  return { W: one(input), U: one(recurrent), b: bias ? one(bias) : zeroGates(['h'], [units]) };
}
