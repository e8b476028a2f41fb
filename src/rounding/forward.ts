import type { FlatCell, FlatState } from './flat-cell.js';
import { makeTangent } from './tangents.js';

/** What a plain run leaves: one series (steps × units), and the state after the last step. */
export interface FlatRun {
  /** The series, step after step. */
  readonly values: Float64Array;
  /** The states after the last step. */
  readonly finalState: FlatState;
}

/** Runs a cell over steps × features in float64 and keeps one series; nothing is known of rounding. */
export function runFlat(
  cell: FlatCell,
  {
    input,
    steps,
    initialState,
    series,
  }: {
    readonly input: Float64Array;
    readonly steps: number;
    readonly initialState: FlatState;
    readonly series: string;
  },
): FlatRun {
  const tangent = makeTangent({ cells: [cell], roundoff: 0, initialState, members: 0 });
  const now = tangent.values[series]!;
  const features = input.length / steps;
  const values = new Float64Array(steps * now.length);
  for (let t = 0; t < steps; t++) {
    tangent.advance(input.subarray(t * features, (t + 1) * features));
    values.set(now, t * now.length);
  }
  const { h, c = new Float64Array(cell.units) } = tangent.values;
  return { values, finalState: { h: h!.slice(), c: c.slice() } };
}
