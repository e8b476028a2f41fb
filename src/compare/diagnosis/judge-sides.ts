import { unitRoundoff } from '../../rounding/curves.js';
import type { HalfPrecision } from '../../rounding/precisions.js';
import { halfPrecisionOf } from '../../rounding/precisions.js';
import type { Cause } from '../verdict-types.js';
import type { Work } from '../../work.js';
import { halfBands } from './half-precision.js';
import type { ReadingContext } from './readings/reading.js';
import type { Judgement } from './inside-band.js';
import { judge } from './inside-band.js';
import type { Look } from './first-look.js';
import { look, wholeLook } from './first-look.js';
import type { SituationBand } from './situation-band.js';
import { smallest } from '../../lists/extremes.js';

/** One sample of both sides, steps × units, and the layer they are about. */
export interface Suspects {
  /** The layer as it was read, and what other readings may look at. */
  readonly context: ReadingContext;
  /** Our numbers. */
  readonly ours: Float64Array;
  /** The reference's numbers. */
  readonly reference: Float64Array;
  /** What rows call the sample. */
  readonly sample: number;
  /** Units of each step. */
  readonly units: number;
  /** The relative error of one rounding in the reference; float32's unless said otherwise. */
  readonly roundoff?: number;
}

/** How both sides stand to the rounding band. */
export interface JudgedSides {
  /** The side that is outside, or else the one that uses more of the band. */
  readonly side: Cause['side'];
  /** How this side stands to its band. */
  readonly judgement: Judgement;
  /** The band that this side was judged by. */
  readonly band: SituationBand;
  /** The larger share of the band that a side uses. */
  readonly share: number;
  /** The half precision that this side is in, where float32 does not explain it. */
  readonly half?: HalfPrecision;
  /** The first cell of which nothing can be said, where all that can be judged is inside; absent where there is none. */
  readonly unknown?: number;
}

/**
 * Judges both sides by the band of float32. A side that is outside, and holds nothing but half-precision numbers, is judged by the band of
 * these: rounded when it was stored, or computed so throughout.
 */
export function* judgeSides(suspects: Suspects): Work<JudgedSides> {
  const judged = yield* judgeBySides(suspects);
  yield { what: 'band', done: 1, total: 1 };
  const unknown = unknownIn(suspects, judged);
  return unknown === undefined ? judged : { ...judged, unknown };
}

/** The first cell that keeps a verdict of rounding from being given, or our array from being judged at all. */
function unknownIn(
  { ours, reference }: Suspects,
  { side, judgement, firstUnknown }: SidesJudged,
): number | undefined {
  if (!judgement.inside) {
    // An array of ours that holds NaN says nothing against a reference that is right.
    const at = side === 'ours' ? ours.findIndex((x) => !Number.isFinite(x)) : -1;
    return at < 0 ? undefined : at;
  }
  return firstUnknown < 0 || isSame(ours, reference) ? undefined : firstUnknown;
}

/** Whether two arrays hold the same finite numbers to the last bit of float32. */
const isSame = (a: Float64Array, b: Float64Array) =>
  a.every((x, k) => Number.isFinite(x) && Math.fround(x) === Math.fround(b[k]!));

/** Both sides judged, and the first cell of either of which nothing can be said; -1 where there is none. */
interface SidesJudged extends JudgedSides {
  readonly firstUnknown: number;
}

/** The first of these cells; -1 where there is none. */
const firstOf = (judgements: readonly Judgement[]): number => {
  const known = judgements.map(({ firstUnknown }) => firstUnknown).filter((at) => at >= 0);
  return known.length === 0 ? -1 : smallest(known);
};

function* judgeBySides(suspects: Suspects): Work<SidesJudged> {
  const { context, ours, reference, roundoff = unitRoundoff } = suspects;
  const arrays = [ours, reference];
  const judged = sidesOf(yield* look(context.situation, roundoff, arrays));
  const half = judged.judgement.inside
    ? undefined
    : halfPrecisionOf(judged.side === 'ours' ? ours : reference);
  if (!half) return judged;
  const whole = sidesOf(yield* wholeLook(context.situation, roundoff, arrays));
  return whole.judgement.inside ? whole : yield* judgeHalf(suspects, whole, half);
}

/** The side that is outside, or else the one that uses more of the band. */
function sidesOf({ band, judgements }: Look): SidesJudged {
  const [ours, reference] = [judgements[0]!, judgements[1]!];
  const share = Math.max(ours.share, reference.share);
  const both = ours.inside && reference.inside;
  const isOurs = both ? ours.share > reference.share : reference.inside;
  const [side, judgement] = isOurs
    ? (['ours', ours] as const)
    : (['reference', reference] as const);
  return { side, judgement, band, share, firstUnknown: firstOf(judgements) };
}

/** Judges the side that is outside by the bands of half precision, which all its numbers are in. */
function* judgeHalf(
  { context: { situation }, ours, reference }: Suspects,
  judged: JudgedSides,
  half: HalfPrecision,
): Work<SidesJudged> {
  const { side, band } = judged;
  const target = side === 'ours' ? ours : reference;
  const { stored, computed } = yield* halfBands(situation, half, band);
  const asStored = judge(target, stored);
  const chosen = asStored.inside ? stored : computed;
  const found = asStored.inside ? asStored : judge(target, computed);
  const other = judge(side === 'ours' ? reference : ours, chosen);
  return {
    side,
    judgement: found,
    band: chosen,
    share: found.share,
    half,
    firstUnknown: firstOf([found, other]),
  };
}
