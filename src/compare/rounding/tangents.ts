import type { FlatCell } from './flat-cell.js';
import { GruTangent } from './gru-tangent.js';
import { LstmTangent } from './lstm-tangent.js';
import { SimpleRnnTangent } from './simple-rnn-tangent.js';
import type { Tangent, TangentSetup } from './tangent.js';

const tangents: Readonly<Record<FlatCell['kind'], new (setup: TangentSetup) => Tangent>> = {
  lstm: LstmTangent,
  gru: GruTangent,
  'simple-rnn': SimpleRnnTangent,
};

/** The linearised step of a cell, whatever its kind. */
export function makeTangent(setup: TangentSetup): Tangent {
  return new tangents[setup.cell.kind](setup);
}
