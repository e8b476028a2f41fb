import type { CellSpec } from '../cell/cell-spec.js';
import { activate, product } from '../cell/vector.js';
import { gatesOf, gradientsOf } from './gate-back.js';
import type { BackwardCell } from './step-back.js';
import { addTo, slopeAt, unheld } from './step-back.js';
import { WeightMatrix } from './weight-gradients.js';

/**
 * An LSTM backwards through one step: the chain rule over the formulas of `cell/lstm-step.ts` (Gers 2000; with peepholes Greff 2017, appendix A).
 * With δ for the gradient with respect to a series, and z for the sum in a gate:
 *
 *     δo = δh∘φ(c′)         δc′ = (from later steps) + δh∘o∘φ′(c′) + pₒ∘δzₒ
 *     δf = δc′∘c            δi = δc′∘g            δg = δc′∘i            δc = δc′∘f + pᵢ∘δzᵢ + p_f∘δz_f
 *     δx = Σ W·δz           δh = Σ U·δz
 */
export function lstmBackward(spec: CellSpec): BackwardCell {
  const { activation: phi, recurrentActivation: sigma, outputActivation = phi } = spec;
  const { forgetBias = 0, clip, cellClip = Infinity, held, coupledForget } = spec;
  const gates = gatesOf(spec);
  const [I, F, G, O] = (['i', 'f', 'g', 'o'] as const).map((name) => gates.get(name)!);
  const projection = spec.weights.projection && new WeightMatrix(spec.weights.projection);
  return {
    at({ x, before, at }) {
      const { i, f, g, o, c } = at as Record<'i' | 'f' | 'g' | 'o' | 'c', Float64Array>;
      const [h, carried] = [before['h']!, before['c']!];
      const shown = activate(outputActivation, c!);
      const shownSlope = product(o!, slopeAt(outputActivation, c!));
      const slopes = {
        i: slopeAt(sigma, I!.sum(x, h, carried), clip),
        f: slopeAt(sigma, F!.sum(x, h, carried).map((z) => z + forgetBias), clip), // prettier-ignore
        g: slopeAt(phi, G!.sum(x, h), clip),
        o: slopeAt(sigma, O!.sum(x, h, c), clip),
      };
      const isClipped = carried.map((old, k) =>
        Number(Math.abs(f![k]! * old + i![k]! * g![k]!) > cellClip),
      );
      return (upstream) => {
        const into = {
          x: new Float64Array(x.length),
          h: new Float64Array(h.length),
          seen: new Float64Array(carried.length),
        };
        let dOut = unheld(upstream['h']!, held?.['h']);
        if (projection) {
          const dh = dOut;
          dOut = new Float64Array(o!.length);
          projection.back(dh, product(o!, shown), dOut);
        }
        addTo(upstream['o']!, product(dOut, shown));
        const dc = upstream['c']!;
        addTo(dc, product(dOut, shownSlope));
        O!.back(product(upstream['o']!, slopes.o), { x, h, seen: c! }, { ...into, seen: dc });
        const flowing = unheld(dc, held?.['c']).map((value, k) => (isClipped[k] ? 0 : value));
        addTo(upstream['f']!, product(flowing, carried));
        addTo(upstream['i']!, product(flowing, g!));
        addTo(upstream['g']!, product(flowing, i!));
        // A coupled forget gate is 1 − i, and has no sum of its own.
        if (coupledForget)
          addTo(upstream['i']!, upstream['f']!.map((value) => -value)); // prettier-ignore
        else F!.back(product(upstream['f']!, slopes.f), { x, h, seen: carried }, into);
        I!.back(product(upstream['i']!, slopes.i), { x, h, seen: carried }, into);
        G!.back(product(upstream['g']!, slopes.g), { x, h }, into);
        addTo(into.seen, product(flowing, f!));
        return { x: into.x, before: { h: into.h, c: into.seen } };
      };
    },
    weights: () => gradientsOf(gates, projection),
  };
}
