import type { CellWeights } from './cell-weights.js';
import { cutGates, zeroGates } from './cut-gates.js';
import { blockOrders } from './orders.js';
import type { CellKind } from './orders.js';
import type { GateViews } from './gate-views.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';

/**
 * Cuts a Keras cell's kernel (inputs × gates·units), recurrent kernel (units × gates·units) and bias into gates. A GRU with
 * `reset_after` has a bias of two rows, the input's and the recurrent one.
 */
export function kerasWeights(
  kind: CellKind,
  { kernel, recurrent, bias }: KerasArrays,
): CellWeights {
  const order = blockOrders.keras[kind];
  const W = cutGates(kernel, order, { axis: 1 });
  const U = cutGates(recurrent, order, { axis: 1 });
  return { W, U, ...biases(kind, bias, recurrent.shape[0]!) };
}

/** The three arrays of a Keras cell. */
export interface KerasArrays {
  /** Inputs × gates·units. */
  readonly kernel: NdArray<FloatStorage>;
  /** Units × gates·units. */
  readonly recurrent: NdArray<FloatStorage>;
  /** Gates·units, two rows with `reset_after`; undefined without biases. */
  readonly bias: NdArray<FloatStorage> | undefined;
}

function biases(
  kind: CellKind,
  bias: NdArray<FloatStorage> | undefined,
  units: number,
): { b: GateViews; recurrentBias?: GateViews } {
  const order = blockOrders.keras[kind];
  if (bias === undefined) return { b: zeroGates(order, [units]) };
  if (bias.dimension === 1) return { b: cutGates(bias, order, { axis: 0 }) };
  return {
    b: cutGates(bias.pick(0, null), order, { axis: 0 }),
    recurrentBias: cutGates(bias.pick(1, null), order, { axis: 0 }),
  };
}
