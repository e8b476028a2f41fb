import { engine } from '../trace/fast/engine.js';

/** The number of the activation that changes nothing, for the engine. */
const linear = 5;

/**
 * The product of two matrices in C order, by the engine that traces run on.
 * @param x rows × inner.
 * @param y inner × columns.
 * @returns rows × columns.
 */
export function fastProduct(
  x: Float64Array,
  y: Float64Array,
  { rows, inner, columns }: { readonly rows: number; readonly inner: number; readonly columns: number }, // prettier-ignore
): Float64Array {
  const out = new Float64Array(rows * columns);
  const size = { rows, inputs: inner, columns };
  engine().dense({ ...size, activation: linear, x, weights: y, bias: undefined, out });
  return out;
}
