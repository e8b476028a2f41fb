import type { CellSpec } from '../cell/cell-spec.js';
import type { GateName, GateViews } from '../weights/gate-views.js';
import { blockOrders } from '../weights/orders.js';

/** One direction's weights as PyTorch and ONNX store them: a row for each gate's unit, in the framework's order of gates. */
export interface GateBlocks {
  /** gates·units × inputs. */
  readonly input: Float32Array;
  /** gates·units × units. */
  readonly recurrent: Float32Array;
  /** gates·units each. */
  readonly inputBias: Float32Array;
  readonly recurrentBias: Float32Array;
}

/** Lays the weights of a cell out for another framework. */
export function gateBlocks(spec: CellSpec, framework: 'pytorch' | 'onnx'): GateBlocks {
  const order = blockOrders[framework][
    spec.kind as 'lstm' | 'gru' | 'simple-rnn'
  ] as readonly GateName[];
  const { W, U, b, recurrentBias } = spec.weights;
  const { units } = spec;
  const inputBias = vectors(b, order, units);
  if (spec.kind === 'lstm' && spec.forgetBias) {
    const at = order.indexOf('f') * units;
    for (let j = at; j < at + units; j++) inputBias[j]! += spec.forgetBias;
  }
  return {
    input: rows(W, order, { units, inputs: spec.inputs }),
    recurrent: rows(U, order, { units, inputs: units }),
    inputBias,
    recurrentBias: recurrentBias
      ? vectors(recurrentBias, order, units)
      : new Float32Array(order.length * units),
  };
}

function rows(
  views: GateViews,
  order: readonly GateName[],
  { units, inputs }: { units: number; inputs: number },
): Float32Array {
  const out = new Float32Array(order.length * units * inputs);
  let at = 0;
  for (const name of order) {
    const view = views.get(name);
    for (let unit = 0; unit < units; unit++) {
      for (let input = 0; input < inputs; input++) out[at++] = view.get(input, unit);
    }
  }
  return out;
}

function vectors(views: GateViews, order: readonly GateName[], units: number): Float32Array {
  const out = new Float32Array(order.length * units);
  for (const [k, name] of order.entries()) {
    const view = views.get(name);
    for (let unit = 0; unit < units; unit++) out[k * units + unit] = view.get(unit);
  }
  return out;
}
