import type { SituationBand } from './situation-band.js';

/** Shares and ratios from which on an error looks like that of another set of weights. */
const limits = { outside: 0.9, mean: 0.3, spread: 1.6, smoothness: 0.3 } as const;

/**
 * Whether an array looks like what another network of this shape computes (another checkpoint, another seed): wrong everywhere from the first step
 * on, with a mean and spread like the right one's, and with an error that goes along with time, which noise does not.
 */
export function looksLikeOtherNetwork(
  target: Float64Array,
  { values, width }: SituationBand,
  units: number,
): boolean {
  if (target.length < 4 * units || !target.every(Number.isFinite)) return false;
  const errors = target.map((x, k) => x - values[k]!);
  const outside = (part: Float64Array) =>
    part.filter((e, k) => Math.abs(e) > width[k]!).length / part.length;
  if (outside(errors) < limits.outside || outside(errors.subarray(0, units)) < limits.outside) {
    return false;
  }
  const [a, b] = [momentsOf(target), momentsOf(values)];
  const ratio = a.deviation / b.deviation;
  const alike =
    Math.abs(a.mean - b.mean) < limits.mean * b.deviation &&
    ratio < limits.spread &&
    ratio > 1 / limits.spread;
  return alike && smoothness(errors, units) > limits.smoothness;
}

function momentsOf(values: Float64Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

/** How much each unit's error is like its error one step before: the correlation over all units, without the mean of each. */
function smoothness(errors: Float64Array, units: number): number {
  const steps = errors.length / units;
  const means = new Float64Array(units);
  for (let k = 0; k < errors.length; k++) means[k % units]! += errors[k]! / steps;
  let products = 0;
  let squares = 0;
  for (let k = 0; k < errors.length; k++) {
    const mean = means[k % units]!;
    squares += (errors[k]! - mean) ** 2;
    if (k >= units) products += (errors[k]! - mean) * (errors[k - units]! - mean);
  }
  return squares === 0 ? 0 : products / squares;
}
