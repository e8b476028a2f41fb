import type { Work } from '../../work.js';
import type { Judgement } from './inside-band.js';
import { judgeWork } from './inside-band.js';
import type { Situation } from './situation.js';
import type { SituationBand } from './situation-band.js';
import { bandOf } from './situation-band.js';

/** Members of the ensemble that a first look takes. */
export const fewMembers = 16;
/** The share of their band that an array may use to be inside that of all members for certain: theirs may be too wide by chance. */
const clearShare = 0.8;
/** From this share of their band on an array is outside that of all members for certain: theirs cannot be so much too narrow. */
const outsideShare = 16;

/** Whether an array that was judged by few members is outside the band of all. */
export const isClearlyOutside = ({ share }: Judgement): boolean => share >= outsideShare;

/** Whether few members are enough to say that an array is inside its band, or that it is outside. */
function isSettled(judgement: Judgement): boolean {
  const { inside, share, firstUnknown } = judgement;
  return inside ? share <= clearShare && firstUnknown < 0 : isClearlyOutside(judgement);
}

/** A situation's band, and how arrays stand to it. */
export interface Look {
  /** Exact values of the steps that were looked at, and their band. */
  readonly band: SituationBand;
  /** How each array stands to it, in the order of the arrays. */
  readonly judgements: readonly Judgement[];
}

/** Judges arrays by the band of all members. */
export function* wholeLook(
  situation: Situation,
  roundoff: number,
  arrays: readonly Float64Array[],
): Work<Look> {
  return yield* judged(yield* bandOf(situation, roundoff), arrays);
}

/** Judges arrays by the band of a few members, and where that leaves one in doubt, by that of all. */
export function* look(
  situation: Situation,
  roundoff: number,
  arrays: readonly Float64Array[],
): Work<Look> {
  const quick = yield* bandOf(situation, roundoff, { members: fewMembers });
  const first = yield* judged(quick, arrays);
  if (first.judgements.every(isSettled)) return first;
  return yield* wholeLook(situation, roundoff, arrays);
}

function* judged(band: SituationBand, arrays: readonly Float64Array[]): Work<Look> {
  const judgements: Judgement[] = [];
  for (const array of arrays) judgements.push(yield* judgeWork(array, band));
  return { band, judgements };
}
