import type { SituationBand } from './situation-band.js';

/** How an array stands to a rounding band. */
export interface Judgement {
  readonly inside: boolean;
  /** The largest |array − exact value| over judged cells. */
  readonly maxAbs: number;
  /** The largest share of the band that an error uses up; above 1 outside. */
  readonly share: number;
  /** The first cell outside, counted through steps × units; -1 when none is. */
  readonly firstOutside: number;
  /** Cells where the band is finite, so that something can be said. */
  readonly judged: number;
}

/** Judges every cell whose band is finite. A cell that is NaN in the array, but not in the band's values, is outside. */
export function judge(array: Float64Array, { values, width }: SituationBand): Judgement {
  let [maxAbs, share, firstOutside, judged] = [0, 0, -1, 0];
  for (let k = 0; k < array.length; k++) {
    const limit = width[k]!;
    if (!Number.isFinite(limit) || Number.isNaN(values[k]!)) continue;
    judged++;
    const error = Math.abs(array[k]! - values[k]!);
    if (!(error <= limit)) {
      if (firstOutside < 0) firstOutside = k;
      share = Math.max(share, Number.isNaN(error) ? Infinity : error / limit);
    } else if (limit > 0) share = Math.max(share, error / limit);
    if (error > maxAbs) maxAbs = error;
  }
  return { inside: firstOutside < 0, maxAbs, share, firstOutside, judged };
}
