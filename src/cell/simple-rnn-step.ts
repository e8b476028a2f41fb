import type { Amend } from './amend.js';
import { asComputed } from './amend.js';
import type { CellSpec } from './cell-spec.js';
import { heldAt } from './held.js';
import type { Vector } from './vector.js';
import { activate, clipped, sum, times } from './vector.js';

/** One time step of a simple recurrent network (Elman 1990): h′ = φ(x·W + b + h·U). */
export function simpleRnnStep(
  x: Vector,
  { h }: { readonly h: Vector },
  { activation, weights, clip, held }: CellSpec,
  amend: Amend = asComputed,
): { h: Vector } {
  const { W, U, b, recurrentBias } = weights;
  const z = sum(times(x, W.h), b.h, times(h, U.h));
  const sums = clipped(recurrentBias ? sum(z, recurrentBias.h) : z, clip);
  return { h: amend('h', heldAt(held, 'h', activate(activation, sums))) };
}
