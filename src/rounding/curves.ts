import type { Curve } from './flat-cell.js';

/** Half the distance from 1 to the next float32: the largest relative error of one rounding. */
export const unitRoundoff = 2 ** -24;

/** The slope of a curve at x, where y = curve(x) is known already. Curves without a formula here are measured. */
export function slopeAt(curve: Curve, x: number, y: number): number {
  if (curve.clip !== undefined && Math.abs(x) > curve.clip) return 0;
  switch (curve.id) {
    case 'sigmoid':
      return y * (1 - y);
    case 'tanh':
      return 1 - y * y;
    case 'linear':
      return 1;
    case 'relu':
      return x > 0 ? 1 : 0;
    default: {
      const step = 1e-6 * Math.max(1, Math.abs(x));
      return (curve.of(x + step) - curve.of(x - step)) / (2 * step);
    }
  }
}

/** Half of the largest second derivative of a curve; infinite where it has none everywhere, or is not known. */
function halfCurvature({ id, clip }: Curve): number {
  if (clip !== undefined) return Infinity;
  if (id === 'sigmoid') return 0.0482;
  if (id === 'tanh') return 0.385;
  return id === 'linear' ? 0 : Infinity;
}

/** The curve at x: its value and slope there, by how much x itself is uncertain, and the roundoff. */
export interface CurvePoint {
  /** The argument. */
  readonly x: number;
  /** The curve's value there. */
  readonly y: number;
  /** Its derivative there. */
  readonly slope: number;
  /** How far the argument is spread already, a standard deviation. */
  readonly spread: number;
  /** The relative error of one rounding. */
  readonly roundoff: number;
}

/**
 * How far the tangent at x may be from the curve when x itself is uncertain by `spread`: the curvature that a first-order
 * budget leaves out, and the kinks of a hard sigmoid. Where that is nothing beside a rounding, a bound of it.
 */
export function bendAt(curve: Curve, { x, y, slope, spread, roundoff }: CurvePoint): number {
  const most = halfCurvature(curve) * spread * spread;
  if (most < roundoff / 64) return most;
  const above = Math.abs(curve.of(x + spread) - y - slope * spread);
  const below = Math.abs(curve.of(x - spread) - y + slope * spread);
  return Math.max(above, below);
}

/**
 * What evaluating the curve in floating point rounds, as a standard deviation in units of the roundoff. Formulas of the logistic function work
 * around 1/2, and 2/(1+exp(-2x))−1 for tanh around 1, so that their errors do not vanish where the value does.
 */
export function curveRounding(curve: Curve, y: number): number {
  if (curve.id === 'linear' || curve.id === 'relu') return 0;
  if (curve.id === 'tanh') return 1 + Math.abs(y) / 2;
  return 0.7 * (Math.abs(y) + 0.5);
}

/**
 * How far the formula itself is from the curve, in the same units: frameworks use rational approximations, whose error keeps its sign
 * over a stretch of the curve.
 */
export function curveHabit(curve: Curve, y: number): number {
  if (curve.id === 'linear' || curve.id === 'relu') return 0;
  return 0.65 * (Math.abs(y) + (curve.id === 'tanh' ? 0 : 0.5));
}
