import { makeCell } from '../../cell/cell.js';
import type { CellSpec } from '../../cell/cell-spec.js';
import type { CellWeights } from '../../weights/cell-weights.js';
import type { Direction } from '../../trace/setup.js';

/** One direction of one plain cell, whose output is in the order of the input. */
export function singleCell(spec: CellSpec, backwards = false): Direction {
  const cell = makeCell(spec);
  return {
    cellFor: () => cell,
    specs: [spec],
    weights: [spec.weights],
    backwards,
    inputOrder: true,
  };
}

/** The width of a cell's input and state, as its weights tell. */
export function sizesOf({ W, U }: CellWeights): { inputs: number; units: number } {
  return { inputs: W.get(W.names[0]!).shape[0]!, units: U.get(U.names[0]!).shape[1]! };
}
