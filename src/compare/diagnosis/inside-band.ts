import type { Work } from '../../work.js';
import { finish } from '../../work.js';
import type { SituationBand } from './situation-band.js';

/** How an array stands to a rounding band. */
export interface Judgement {
  /** Whether no judged cell leaves the band. */
  readonly inside: boolean;
  /** The largest |array − exact value| over judged cells. */
  readonly maxAbs: number;
  /** The largest share of the band that an error uses up; above 1 outside. */
  readonly share: number;
  /** The first cell outside, counted through steps × units; -1 when none is. */
  readonly firstOutside: number;
  /** Cells where the band is finite, so that something can be said. */
  readonly judged: number;
  /**
   * The first cell of which nothing can be said: its exact value is not finite, or its band is infinite and its error larger than rounding
   * was allowed anywhere in the array; -1 when there is none.
   */
  readonly firstUnknown: number;
}

/** Judges every cell whose band is finite. A cell that is NaN in the array, but not in the band's values, is outside. */
export const judge = (array: Float64Array, band: SituationBand): Judgement =>
  finish(judgeWork(array, band));

/** Cells that are judged between two turns. */
const cellsPerTurn = 1 << 20;

/** The same in pieces. */
export function* judgeWork(array: Float64Array, { values, width }: SituationBand): Work<Judgement> {
  let maxAbs = 0;
  let share = 0;
  let firstOutside = -1;
  let judged = 0;
  let widest = 0;
  for (let k = 0; k < array.length; k++) {
    if (k % cellsPerTurn === cellsPerTurn - 1) yield { what: 'band', done: k, total: array.length };
    const limit = width[k]!;
    const value = values[k]!;
    if (!(limit < Infinity) || value !== value) continue;
    judged++;
    if (limit > widest) widest = limit;
    const error = Math.abs(array[k]! - value);
    if (!(error <= limit)) {
      if (firstOutside < 0) firstOutside = k;
      share = Math.max(share, Number.isNaN(error) ? Infinity : error / limit);
    } else if (limit > 0) share = Math.max(share, error / limit);
    if (error > maxAbs) maxAbs = error;
  }
  const firstUnknown =
    judged === array.length
      ? -1
      : array.findIndex((x, k) => {
          const isJudged = width[k]! < Infinity && !Number.isNaN(values[k]!);
          return !isJudged && !(Math.abs(x - values[k]!) <= widest);
        });
  return { inside: firstOutside < 0, maxAbs, share, firstOutside, judged, firstUnknown };
}
