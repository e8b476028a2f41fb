// Lays the gates of one weight out as one array, for whoever wants them together: the rounding band, other frameworks.
import { toStorage } from '../ndarray/make.js';
import type { FloatStorage } from '../ndarray/nd-array.js';
import type { GateName, GateViews } from './gate-views.js';

/**
 * Gates side by side along the last axis, as Keras stores them: rows × (gates · units) of a matrix, gates · units of a bias, for
 * kernels of convolutions as many for each tap and channel. In float64, C order; the order is that in which gates are shown
 * unless another is given.
 */
export function gateColumns(
  views: GateViews,
  order: readonly GateName[] = views.names,
): Float64Array {
  const parts = order.map((name) => toStorage(views.get(name), 'float64'));
  const units = views.get(order[0]!).shape.at(-1)!;
  const out = new Float64Array(totalOf(parts));
  for (const [gate, part] of parts.entries()) {
    for (let from = 0, row = 0; from < part.length; from += units, row++) {
      out.set(part.subarray(from, from + units), (row * parts.length + gate) * units);
    }
  }
  return out;
}

/** A row for each gate's unit, as PyTorch and ONNX store them: (gates · units) × inputs, in float64 and C order. */
export function gateRows(views: GateViews, order: readonly GateName[] = views.names): Float64Array {
  const parts = order.map((name) => toStorage(views.get(name).transpose(1, 0), 'float64'));
  const out = new Float64Array(totalOf(parts));
  for (const [gate, part] of parts.entries()) out.set(part, gate * part.length);
  return out;
}

const totalOf = (parts: readonly FloatStorage[]): number =>
  parts.reduce((total, part) => total + part.length, 0);
