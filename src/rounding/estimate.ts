import { unitRoundoff } from './curves.js';

/** Times that a single float32 run's own error is widened where no Jacobian is at hand. */
const widening = 50;

/** The same as one number for all cells: what rounding may make of a result, from a run in float64 and one in float32. */
export function estimatedWidth(exact: Float64Array, rounded: Float64Array): number {
  let [error, size] = [0, 0];
  for (let k = 0; k < exact.length; k++) {
    error = Math.max(error, Math.abs(exact[k]! - rounded[k]!));
    size = Math.max(size, Math.abs(exact[k]!));
  }
  return widening * Math.max(error, unitRoundoff * size);
}

/**
 * A substitute for the band of cells whose Jacobian is not written down: the largest error that one float32 run has made so far,
 * widened, and at least a few roundings. An estimate, not a bound.
 */
export function estimatedBand(
  exact: Float64Array,
  rounded: Float64Array,
  units: number,
): Float64Array {
  const width = new Float64Array(exact.length);
  let [error, size] = [0, 0];
  for (let start = 0; start < exact.length; start += units) {
    for (let k = start; k < start + units; k++) {
      error = Math.max(error, Math.abs(exact[k]! - rounded[k]!));
      size = Math.max(size, Math.abs(exact[k]!));
    }
    width.fill(widening * Math.max(error, unitRoundoff * size), start, start + units);
  }
  return width;
}
