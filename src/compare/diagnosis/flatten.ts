import type { CellSpec } from '../../cell/cell-spec.js';
import type { Activation } from '../../cell/activation.js';
import type { GateViews } from '../../weights/gate-views.js';
import { shownOrders } from '../../weights/orders.js';
import type { Curve, FlatCell } from '../rounding/flat-cell.js';

const kinds = ['lstm', 'gru', 'simple-rnn'] as const;

/**
 * Lays a cell's weights out for the rounding band; undefined for variants that it has no Jacobian of (peepholes, projections,
 * clipping, coupled gates, activations of whole vectors, convolutional cells).
 */
export function flattenCell(spec: CellSpec): FlatCell | undefined {
  if (!known.has(spec)) known.set(spec, flatten(spec));
  return known.get(spec);
}

// A diagnosis runs each reading several times.
const known = new WeakMap<CellSpec, FlatCell | undefined>();

function flatten(spec: CellSpec): FlatCell | undefined {
  const { weights, units, inputs } = spec;
  const [activation, recurrentActivation] = [
    curveOf(spec.activation),
    curveOf(spec.recurrentActivation),
  ];
  const kind = kinds.find((one) => one === spec.kind);
  const special =
    weights.peephole ?? weights.projection ?? spec.clip ?? spec.cellClip ?? spec.outputActivation;
  if (!kind || !activation || special !== undefined || spec.coupledForget) return undefined;
  if (kind !== 'simple-rnn' && !recurrentActivation) return undefined;
  const width = shownOrders[kind].length * units;
  const b = blocks(weights.b, 1, units);
  if (kind === 'lstm' && spec.forgetBias) {
    for (let j = units; j < 2 * units; j++) b[j]! += spec.forgetBias;
  }
  return {
    kind,
    units,
    features: inputs,
    W: blocks(weights.W, inputs, units),
    U: blocks(weights.U, units, units),
    b,
    recurrentBias: weights.recurrentBias
      ? blocks(weights.recurrentBias, 1, units)
      : new Float64Array(width),
    activation,
    recurrentActivation: recurrentActivation ?? activation,
    resetAfter: spec.resetAfter ?? false,
  };
}

function curveOf({ id, of }: Activation): Curve | undefined {
  return of && { id, of };
}

/** Gates side by side, as one matrix of rows × (gates · units). */
function blocks(views: GateViews, rows: number, units: number): Float64Array {
  const { names } = views;
  const width = names.length * units;
  const out = new Float64Array(rows * width);
  for (const [k, name] of names.entries()) {
    const { data, offset, stride, dimension } = views.get(name);
    const [rowStride, columnStride] = dimension === 1 ? [0, stride[0]!] : [stride[0]!, stride[1]!];
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < units; j++) {
        out[i * width + k * units + j] = data[offset + i * rowStride + j * columnStride]!;
      }
    }
  }
  return out;
}
