import { bendAt, curveError, slopeAt } from './curves.js';
import type { Curve } from './flat-cell.js';

/** A block of gates at one step: value, slope and local error of each. */
export interface GateBlock {
  readonly z: Float64Array;
  readonly value: Float64Array;
  readonly slope: Float64Array;
  /** The standard deviation of what rounding does to the gate at this step. */
  readonly noise: Float64Array;
  /** Squares of the members' errors in z, summed; and the spread they had at the step before. */
  readonly squares: Float64Array;
  readonly spread: Float64Array;
}

/** A block of this many gates. */
export function makeGateBlock(width: number): GateBlock {
  const zeros = () => new Float64Array(width);
  return {
    z: zeros(),
    value: zeros(),
    slope: zeros(),
    noise: zeros(),
    squares: zeros(),
    spread: zeros(),
  };
}

/**
 * Evaluates one gate whose sum is z and may be off by `error` (a standard deviation): its value, slope, and the noise made up of
 * the sum's rounding, the curve's own implementation, and the curvature over the spread the error had at the last step.
 */
export function evaluateGate(
  block: GateBlock,
  k: number,
  { z, error, curve, roundoff }: { z: number; error: number; curve: Curve; roundoff: number },
): void {
  const y = curve.of(z);
  block.z[k] = z;
  block.value[k] = y;
  if (roundoff === 0) return;
  const slope = slopeAt(curve, z, y);
  const spread = 3 * (block.spread[k]! + error);
  // Below this the curvature is far smaller than the rounding of the curve itself; kinks are not.
  const bend = spread > 1e-9 ? bendAt(curve, z, { y, slope, spread }) : 0;
  block.slope[k] = slope;
  block.noise[k] = Math.hypot(slope * error, roundoff * curveError(curve, y)) + bend;
}

/** After all members were pushed: their spread serves the next step. */
export function settleGates(block: GateBlock, members: number): void {
  for (let k = 0; k < block.spread.length; k++) {
    block.spread[k] = Math.sqrt(block.squares[k]! / members);
    block.squares[k] = 0;
  }
}
