import type { Amend } from './amend.js';
import { asComputed } from './amend.js';
import type { CellSpec } from './cell-spec.js';
import { heldAt } from './held.js';
import type { Vector } from './vector.js';
import { activate, clipped, complement, product, sum, times } from './vector.js';

/** What a GRU carries from step to step. */
export type GruState = { readonly h: Vector };

/** Everything that one step of a GRU computes: update gate, reset gate, candidate, state. */
export type GruSeries = Record<'z' | 'r' | 'n' | 'h', Vector>;

/**
 * One time step of a GRU (Cho 2014), in the polarity of Keras, PyTorch and ONNX (z keeps the old state):
 *
 *     z = σ(x·W_z + h·U_z + b_z)      r = σ(x·W_r + h·U_r + b_r)
 *     n = φ(x·W_n + b_n + r∘(h·U_n + b′_n))     with the reset after the product (Keras 3, PyTorch, cuDNN)
 *     n = φ(x·W_n + b_n + (r∘h)·U_n + b′_n)     with the reset before it (the paper's second version, Keras 1, ONNX default)
 *     h′ = z∘h + (1−z)∘n
 *
 * b′ is the second, recurrent bias; for z and r it is simply added.
 */
export function gruStep(
  x: Vector,
  { h }: GruState,
  cell: CellSpec,
  amend: Amend = asComputed,
): GruSeries {
  const { activation: phi, recurrentActivation: sigma, weights, clip } = cell;
  const { W, U, b, recurrentBias } = weights;
  const gate = (name: 'z' | 'r') => {
    const z = sum(times(x, W[name]), b[name], times(h, U[name]));
    const sums = clipped(recurrentBias ? sum(z, recurrentBias[name]) : z, clip);
    return amend(name, activate(sigma, sums));
  };
  const z = gate('z');
  const r = gate('r');
  const recurrent = times(cell.resetAfter ? h : product(h, r), U.n);
  const biased = recurrentBias ? sum(recurrent, recurrentBias.n) : recurrent;
  const memory = cell.resetAfter ? product(r, biased) : biased;
  const n = amend('n', activate(phi, clipped(sum(times(x, W.n), b.n, memory), clip)));
  const mixed = sum(product(z, h), product(complement(z), n));
  return { z, r, n, h: amend('h', heldAt(cell.held, 'h', mixed)) };
}
