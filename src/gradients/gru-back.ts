import type { CellSpec } from '../cell/cell-spec.js';
import { product } from '../cell/vector.js';
import { gatesOf, gradientsOf } from './gate-back.js';
import type { BackwardCell } from './step-back.js';
import { addTo, slopeAt, unheld } from './step-back.js';

/**
 * A GRU backwards through one step: the chain rule over the formulas of `cell/gru-step.ts`, in both of its versions. With δ for the gradient with
 * respect to a series, h′ = z∘h + (1−z)∘n, and m = h·U_n + b′_n the recurrent part of the candidate:
 *
 *     δz = δh′∘(h − n)      δn = δh′∘(1−z)      δh = δh′∘z + U_z·δz_z + U_r·δz_r + …
 *     reset after the product: δr = δz_n∘m,         … = U_n·(δz_n∘r)
 *     reset before it:         δr = (U_n·δz_n)∘h,   … = (U_n·δz_n)∘r
 */
export function gruBackward(spec: CellSpec): BackwardCell {
  const { activation: phi, recurrentActivation: sigma, clip, held, resetAfter } = spec;
  const gates = gatesOf(spec);
  const [Z, R, N] = (['z', 'r', 'n'] as const).map((name) => gates.get(name)!);
  return {
    at({ x, before, at }) {
      const { z, r, n } = at as Record<'z' | 'r' | 'n', Float64Array>;
      const h = before['h']!;
      const reset = resetAfter ? h : product(h, r!);
      const recurrent = N!.U.of(reset);
      if (N!.recurrentBias) addTo(recurrent, N!.recurrentBias.values);
      const sums = N!.W.of(x);
      addTo(sums, N!.b.values);
      addTo(sums, resetAfter ? product(r!, recurrent) : recurrent);
      const slopes = {
        z: slopeAt(sigma, Z!.sum(x, h), clip),
        r: slopeAt(sigma, R!.sum(x, h), clip),
        n: slopeAt(phi, sums, clip),
      };
      return (upstream) => {
        const into = { x: new Float64Array(x.length), h: new Float64Array(h.length) };
        const dh = unheld(upstream['h']!, held?.['h']);
        addTo(upstream['z']!, dh.map((value, k) => value * (h[k]! - n![k]!))); // prettier-ignore
        addTo(upstream['n']!, dh.map((value, k) => value * (1 - z![k]!))); // prettier-ignore
        addTo(into.h, product(dh, z!));
        const dzn = product(upstream['n']!, slopes.n);
        const dRecurrent = resetAfter ? product(dzn, r!) : dzn;
        const dReset = new Float64Array(h.length);
        N!.W.back(dzn, x, into.x);
        N!.b.back(dzn);
        N!.U.back(dRecurrent, reset, dReset);
        N!.recurrentBias?.back(dRecurrent);
        addTo(upstream['r']!, resetAfter ? product(dzn, recurrent) : product(dReset, h));
        addTo(into.h, resetAfter ? dReset : product(dReset, r!));
        Z!.back(product(upstream['z']!, slopes.z), { x, h }, into);
        R!.back(product(upstream['r']!, slopes.r), { x, h }, into);
        return { x: into.x, before: { h: into.h } };
      };
    },
    weights: () => gradientsOf(gates),
  };
}
