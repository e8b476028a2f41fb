import type { FlatCell } from './flat-cell.js';
import { GruTangent } from './gru-tangent.js';
import { LstmTangent } from './lstm-tangent.js';
import { FreshSigns } from './signs.js';
import { SimpleRnnTangent } from './simple-rnn-tangent.js';
import { StackedTangent, partOf } from './stacked-tangent.js';
import type { Tangent, TangentSetup } from './tangent.js';

/** What a band is computed of: one cell, or several that are stacked within a step. */
export interface TangentsSetup extends Omit<TangentSetup, 'cell' | 'seed' | 'signs'> {
  /** From the lowest to the highest. */
  readonly cells: readonly FlatCell[];
}

/** The linearised step of a cell of any kind, or of stacked cells. */
export function makeTangent({ cells, ...rest }: TangentsSetup): Tangent {
  const setup = { ...rest, signs: new FreshSigns() };
  const [only, ...more] = cells;
  if (only && more.length === 0) return tangentOf({ ...setup, cell: only });
  const { initialState, inputError } = setup;
  const tangents = cells.map((cell, k) =>
    tangentOf({
      ...setup,
      cell,
      initialState: partOf(cells, initialState, k),
      inputError: k === 0 ? inputError : undefined,
      seed: k << 20,
    }),
  );
  return new StackedTangent(tangents);
}

function tangentOf(setup: TangentSetup): Tangent {
  const { cell } = setup;
  if (cell.kind === 'lstm') return new LstmTangent({ ...setup, cell });
  if (cell.kind === 'gru') return new GruTangent({ ...setup, cell });
  return new SimpleRnnTangent({ ...setup, cell });
}
