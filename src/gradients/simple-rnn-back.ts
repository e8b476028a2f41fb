import type { CellSpec } from '../cell/cell-spec.js';
import { product } from '../cell/vector.js';
import { gatesOf, gradientsOf } from './gate-back.js';
import type { BackwardCell } from './step-back.js';
import { slopeAt, unheld } from './step-back.js';

/** A simple recurrent network backwards through one step: δz = δh′∘φ′(z), δx = W·δz, δh = U·δz. */
export function simpleRnnBackward(spec: CellSpec): BackwardCell {
  const gates = gatesOf(spec);
  const gate = gates.get('h')!;
  return {
    at({ x, before }) {
      const h = before['h']!;
      const slope = slopeAt(spec.activation, gate.sum(x, h), spec.clip);
      return (upstream) => {
        const into = { x: new Float64Array(x.length), h: new Float64Array(h.length) };
        gate.back(product(unheld(upstream['h']!, spec.held?.['h']), slope), { x, h }, into);
        return { x: into.x, before: { h: into.h } };
      };
    },
    weights: () => gradientsOf(gates),
  };
}
