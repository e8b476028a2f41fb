import type { CellSpec } from '../cell/cell-spec.js';
import { gateColumns, gateRows } from '../weights/join-gates.js';
import type { GateName } from '../weights/gate-views.js';
import { blockOrders } from '../weights/orders.js';

/** One direction's weights as PyTorch and ONNX store them: a row for each gate's unit, in the framework's order of gates. */
export interface GateBlocks {
  /** gates·units × inputs. */
  readonly input: Float32Array;
  /** gates·units × units. */
  readonly recurrent: Float32Array;
  /** gates·units each. */
  readonly inputBias: Float32Array;
  /** gates·units, added to the recurrent product. */
  readonly recurrentBias: Float32Array;
}

/** Lays the weights of a cell out for another framework. */
export function gateBlocks(spec: CellSpec, framework: 'pytorch' | 'onnx'): GateBlocks {
  const order = blockOrders[framework][
    spec.kind as 'lstm' | 'gru' | 'simple-rnn'
  ] as readonly GateName[];
  const { W, U, b, recurrentBias } = spec.weights;
  const { units } = spec;
  const inputBias = Float32Array.from(gateColumns(b, order));
  if (spec.kind === 'lstm' && spec.forgetBias) {
    const at = order.indexOf('f') * units;
    for (let j = at; j < at + units; j++) inputBias[j]! += spec.forgetBias;
  }
  return {
    input: Float32Array.from(gateRows(W, order)),
    recurrent: Float32Array.from(gateRows(U, order)),
    inputBias,
    recurrentBias: recurrentBias
      ? Float32Array.from(gateColumns(recurrentBias, order))
      : new Float32Array(order.length * units),
  };
}
