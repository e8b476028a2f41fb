import type { MatrixStats } from '../state/index.js';
import type { Matrix } from './matrix.js';

/** Smallest, largest (with their places) and mean of a matrix; NaN is counted and left out. */
export function statsOf({ data, columns }: Matrix): MatrixStats {
  let [lowest, highest, sum, nan] = [-1, -1, 0, 0];
  for (let k = 0; k < data.length; k++) {
    const value = data[k]!;
    if (Number.isNaN(value)) {
      nan++;
      continue;
    }
    sum += value;
    if (lowest < 0 || value < data[lowest]!) lowest = k;
    if (highest < 0 || value > data[highest]!) highest = k;
  }
  const place = (k: number): [number, number] | null =>
    k < 0 ? null : [Math.floor(k / columns), k % columns];
  const at = (k: number) => (k < 0 ? null : finite(data[k]!));
  return {
    min: at(lowest),
    max: at(highest),
    mean: data.length > nan ? finite(sum / (data.length - nan)) : null,
    minAt: place(lowest),
    maxAt: place(highest),
    nan,
  };
}

/** Infinity does not survive JSON. */
const finite = (x: number) => (Number.isFinite(x) ? x : null);
