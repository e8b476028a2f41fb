import type { NdArray } from '../ndarray/nd-array.js';
import { rowsOf } from './saturation.js';

/**
 * How many steps each unit of an LSTM remembers: τ = −1 / ln f, with f the geometric mean of its forget gate over all steps. After τ steps a
 * value in the cell has fallen to 1/e. A gate that is shut once forgets everything (0); one that never closes keeps it (∞).
 * @param forget steps × units, or samples × steps × units.
 */
export function timescales(forget: NdArray): Float64Array {
  const { rows, units, at } = rowsOf(forget);
  return Float64Array.from({ length: units }, (_, unit) => {
    let logs = 0;
    for (let row = 0; row < rows; row++) logs += Math.log(Math.max(0, at(row, unit)));
    return logs === 0 ? Infinity : -rows / logs;
  });
}
