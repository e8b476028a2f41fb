import { unitRoundoff } from '../rounding/curves.js';
import type { HalfPrecision } from '../rounding/precisions.js';
import { halfPrecisionOf } from '../rounding/precisions.js';
import type { Cause } from '../verdict.js';
import { halfBands } from './half-precision.js';
import type { ReadingContext } from './hypotheses/reading.js';
import type { Judgement } from './judge.js';
import { judge } from './judge.js';
import type { SituationBand } from './situation-band.js';
import { bandOf } from './situation-band.js';

/** One sample of both sides, steps × units, and the layer they are about. */
export interface Suspects {
  readonly context: ReadingContext;
  readonly ours: Float64Array;
  readonly reference: Float64Array;
  /** What rows call the sample. */
  readonly sample: number;
  readonly units: number;
  /** The relative error of one rounding in the reference; float32's unless said otherwise. */
  readonly roundoff?: number;
}

/** How both sides stand to the rounding band. */
export interface JudgedSides {
  /** The side that is outside, or else the one that uses more of the band. */
  readonly side: Cause['side'];
  readonly judgement: Judgement;
  /** The band that this side was judged by. */
  readonly band: SituationBand;
  /** The larger share of the band that a side uses. */
  readonly share: number;
  /** The half precision that this side is in, where float32 does not explain it. */
  readonly half?: HalfPrecision;
}

/**
 * Judges both sides by the band of float32. A side that is outside, and holds nothing but half-precision numbers, is judged by the band of
 * these: rounded when it was stored, or computed so throughout.
 */
export function judgeSides({
  context: { situation },
  ours,
  reference,
  roundoff = unitRoundoff,
}: Suspects): JudgedSides {
  const band = bandOf(situation, roundoff);
  const both = { ours: judge(ours, band), reference: judge(reference, band) };
  const share = Math.max(both.ours.share, both.reference.share);
  if (both.ours.inside && both.reference.inside) {
    const side = both.ours.share > both.reference.share ? 'ours' : 'reference';
    return { side, judgement: both[side], band, share };
  }
  const side = both.reference.inside ? 'ours' : 'reference';
  const target = side === 'ours' ? ours : reference;
  const half = halfPrecisionOf(target);
  if (!half) return { side, judgement: both[side], band, share };
  const { stored, computed } = halfBands(situation, half, band);
  const asStored = judge(target, stored);
  if (asStored.inside) {
    return { side, judgement: asStored, band: stored, share: asStored.share, half };
  }
  const asComputed = judge(target, computed);
  return { side, judgement: asComputed, band: computed, share: asComputed.share, half };
}
