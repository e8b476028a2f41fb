import type { FlatCell, FlatState } from './flat-cell.js';
import { stateWidth } from './flat-cell.js';
import type { MemberError, Tangent } from './tangent.js';

/**
 * Several cells one above the other within one step: each takes the h of the one below, with its error. Series and states are named as
 * in `stackCells`: `cell0_h`, `cell1_h`, …; states follow one another in one vector.
 */
export class StackedTangent implements Tangent {
  readonly values: Readonly<Record<string, Float64Array>>;
  readonly errors: Readonly<Record<string, Float64Array>>;
  readonly #tangents: readonly Tangent[];
  readonly #cells: readonly FlatCell[];

  constructor(cells: readonly FlatCell[], tangents: readonly Tangent[]) {
    [this.#cells, this.#tangents] = [cells, tangents];
    const named = (of: (tangent: Tangent) => Readonly<Record<string, Float64Array>>) =>
      Object.fromEntries(
        tangents.flatMap((tangent, k) =>
          Object.entries(of(tangent)).map(([name, vector]) => [`cell${k}_${name}`, vector]),
        ),
      );
    this.values = named((tangent) => tangent.values);
    this.errors = named((tangent) => tangent.errors);
  }

  advance(x: Float64Array): void {
    let below = x;
    for (const tangent of this.#tangents) {
      tangent.advance(below);
      below = tangent.values['h']!;
    }
  }

  push(error: MemberError, member: number, below?: Float64Array): void {
    let arriving = below;
    for (const [k, tangent] of this.#tangents.entries()) {
      tangent.push(partOf(this.#cells, error, k), member, arriving);
      arriving = tangent.errors['h']!;
    }
  }

  settle(members: number): void {
    for (const tangent of this.#tangents) tangent.settle(members);
  }
}

/** The share of cell k in the states of all cells; views. */
export function partOf(cells: readonly FlatCell[], { h, c }: FlatState, k: number): FlatState {
  const before = cells.slice(0, k);
  const at = before.reduce((sum, cell) => sum + stateWidth(cell), 0);
  const inner = before.reduce((sum, { units }) => sum + units, 0);
  const cell = cells[k]!;
  return {
    h: h.subarray(at, at + stateWidth(cell)),
    c: c.subarray(inner, inner + cell.units),
  };
}
