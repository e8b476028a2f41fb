// Measures of a matrix that its limits and its summary are made from.
import type { MatrixStats } from '../../state/index.js';

/** Smallest, greatest and mean of the finite numbers of a matrix, and where they are; what is not finite is counted. */
export function matrixStats(data: ArrayLike<number>, columns: number): MatrixStats {
  let [least, most, sum, count] = [-1, -1, 0, 0];
  let [nan, below, above] = [0, 0, 0];
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (value - value !== 0) {
      if (value !== value) nan++;
      else if (value < 0) below++;
      else above++;
      continue;
    }
    sum += value;
    count++;
    if (least < 0 || value < data[least]!) least = i;
    if (most < 0 || value > data[most]!) most = i;
  }
  const counts =
    below + above > 0 ? { nan, infinite: [below, above] as [number, number] } : { nan };
  if (count === 0) {
    return { min: null, max: null, mean: null, minAt: null, maxAt: null, ...counts };
  }
  const place = (i: number): [number, number] => [Math.floor(i / columns), i % columns];
  // The sum of finite numbers may be none.
  const mean = Number.isFinite(sum) ? sum / count : data[least]! / 2 + data[most]! / 2;
  return {
    min: data[least]!,
    max: data[most]!,
    mean,
    minAt: place(least),
    maxAt: place(most),
    ...counts,
  };
}
