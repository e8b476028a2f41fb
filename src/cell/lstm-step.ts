import type { Amend } from './amend.js';
import { asComputed } from './amend.js';
import type { CellSpec } from './cell-spec.js';
import { throughEightBits } from './dynamic-quantize.js';
import { heldAt } from './held.js';
import type { Vector } from './vector.js';
import { activate, clipped, complement, product, sum, times } from './vector.js';

/** What an LSTM carries from step to step: hidden state and cell state. */
export type LstmState = { readonly h: Vector; readonly c: Vector };

/** Everything that one step of an LSTM computes. */
export type LstmSeries = Record<'i' | 'f' | 'g' | 'o' | 'c' | 'h', Vector>;

/**
 * One time step of an LSTM (Hochreiter and Schmidhuber 1997, with the forget gate of Gers 2000):
 *
 *     i = σ(x·Wᵢ + h·Uᵢ + bᵢ)        f = σ(x·W_f + h·U_f + b_f)
 *     g = φ(x·W_g + h·U_g + b_g)     c′ = f∘c + i∘g
 *     o = σ(x·Wₒ + h·Uₒ + bₒ)        h′ = o∘φ(c′)
 *
 * σ is the recurrent activation, φ the activation. Variants add one term each: peepholes P (Gers 2002) look at c from i and f, and at
 * c′ from o; a projection (Sak 2014) shortens h′.
 */
export function lstmStep(
  x: Vector,
  { h: last, c: carried }: LstmState,
  cell: CellSpec,
  amend: Amend = asComputed,
): LstmSeries {
  const before = cell.quantized ? throughEightBits(last) : last;
  const { activation: phi, recurrentActivation: sigma, outputActivation = phi } = cell;
  const { peephole, projection } = cell.weights;
  const i = amend('i', activate(sigma, preActivation('i', { x, h: before, seen: carried }, cell)));
  const forget = cell.coupledForget
    ? complement(i)
    : activate(sigma, preActivation('f', { x, h: before, seen: carried }, cell));
  const f = amend('f', forget);
  const g = amend('g', activate(phi, preActivation('g', { x, h: before }, cell)));
  const sums = clipped(sum(product(f, carried), product(i, g)), cell.cellClip);
  const c = amend('c', heldAt(cell.held, 'c', sums));
  const open = preActivation('o', { x, h: before, ...(peephole && { seen: c }) }, cell);
  const o = amend('o', activate(sigma, open));
  const out = product(o, activate(outputActivation, c));
  const h = projection ? times(out, projection) : out;
  return { i, f, g, o, c, h: amend('h', heldAt(cell.held, 'h', h)) };
}

/** x·W + h·U + b of one gate, and what the gate sees of the cell through its peephole. */
function preActivation(
  gate: 'i' | 'f' | 'g' | 'o',
  { x, h, seen }: { x: Vector; h: Vector; seen?: Vector },
  { weights, forgetBias = 0, clip }: CellSpec,
): Vector {
  const { W, U, b, recurrentBias, peephole } = weights;
  const z = sum(times(x, W[gate]), times(h, U[gate]), b[gate]);
  const more = [
    ...(recurrentBias ? [recurrentBias[gate]] : []),
    ...(gate === 'f' && forgetBias !== 0 ? [z.map(() => forgetBias)] : []),
    ...(peephole && seen ? [product(seen, peephole[gate])] : []),
  ];
  return clipped(sum(z, ...more), clip);
}
