import type { Activation } from '../cell/activation.js';
import { UnsupportedError } from '../errors.js';
import type { CellWeights } from '../weights/cell-weights.js';

/** Named vectors in float64: states, gates, or the gradients with respect to them. */
export type Vectors64 = Readonly<Record<string, Float64Array>>;

/** One step as it was run. */
export interface StepTape {
  /** What came in: one number per feature. */
  readonly x: Float64Array;
  /** The states before the step. */
  readonly before: Vectors64;
  /** Every series at the step. */
  readonly at: Vectors64;
}

/** What a step hands back: the gradients of what it took. */
export interface StepGradient {
  /** With respect to what came in. */
  readonly x: Float64Array;
  /** With respect to the states before the step. */
  readonly before: Vectors64;
}

/**
 * One step backwards.
 * @param upstream the gradient with respect to every series at the step, of all that uses it after and outside of the step; what
 * reaches a series within the step is added to it, so that it is the whole gradient afterwards.
 */
export type StepBack = (upstream: Vectors64) => StepGradient;

/** A cell that goes backwards through its steps. */
export interface BackwardCell {
  /** A step, linearised: what depends on the run alone is worked out once, whatever comes from upstream. */
  at(step: StepTape): StepBack;
  /** The gradients of the weights, over all steps so far. */
  weights(): CellWeights;
}

/**
 * The derivative of an activation at the sums z of a gate, zero where they were clipped.
 * @throws UnsupportedError for an activation of whole vectors.
 */
export function slopeAt(
  { slope, name }: Activation,
  z: Float64Array,
  clip = Infinity,
): Float64Array {
  if (!slope) {
    throw new UnsupportedError(
      `Gradients go through activations of single numbers; "${name}" takes a whole vector`,
    );
  }
  return z.map((value) => (Math.abs(value) > clip ? 0 : slope(value)));
}

/** A gradient without the units whose state is held at a value. */
export function unheld(
  gradient: Float64Array,
  held: Readonly<Record<number, number>> | undefined,
): Float64Array {
  if (!held) return gradient;
  const out = gradient.slice();
  for (const unit of Object.keys(held)) out[Number(unit)] = 0;
  return out;
}

/** Adds a vector to another in place. */
export function addTo(sum: Float64Array, more: Float64Array): void {
  for (let k = 0; k < sum.length; k++) sum[k]! += more[k]!;
}
