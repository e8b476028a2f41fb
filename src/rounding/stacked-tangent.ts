import type { FlatCell, FlatState } from './flat-cell.js';
import { stateWidth } from './flat-cell.js';
import type { FirstProduct, MemberErrors, Tangent } from './tangent.js';

/**
 * Several cells one above the other within one step: each takes the h of the one below, with its error. Series and states are named as
 * in `stackCells`: `cell0_h`, `cell1_h`, …; states follow one another in one vector.
 */
export class StackedTangent implements Tangent {
  /** The values of each cell's series at this step. */
  readonly values: Readonly<Record<string, Float64Array>>;
  /** The members' errors in each cell's series. */
  readonly errors: Readonly<Record<string, MemberErrors>>;
  /** What the errors of all h are multiplied with before anything else. */
  readonly first: readonly FirstProduct[];
  readonly #tangents: readonly Tangent[];

  constructor(tangents: readonly Tangent[]) {
    this.#tangents = tangents;
    this.values = named(tangents, ({ values }) => values);
    this.errors = named(tangents, ({ errors }) => errors);
    this.first = tangents.flatMap(({ first }) => first);
  }

  advance(x: Float64Array): void {
    let below = x;
    for (const tangent of this.#tangents) {
      tangent.advance(below);
      below = tangent.values['h']!;
    }
  }

  push(below?: MemberErrors): void {
    let arriving = below;
    for (const tangent of this.#tangents) {
      tangent.push(arriving);
      arriving = tangent.errors['h']!;
    }
  }
}

function named<T>(
  tangents: readonly Tangent[],
  of: (tangent: Tangent) => Readonly<Record<string, T>>,
): Record<string, T> {
  const entries = tangents.flatMap((tangent, k) =>
    Object.entries(of(tangent)).map(([name, vector]) => [`cell${k}_${name}`, vector] as const),
  );
  return Object.fromEntries(entries);
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
