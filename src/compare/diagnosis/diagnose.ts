import { unitRoundoff } from '../../rounding/curves.js';
import type { Diagnosis } from '../verdict-types.js';
import type { Work } from '../../work.js';
import { finish } from '../../work.js';
import { causeOf } from './cause.js';
import { inHalfPrecision } from './half-precision.js';
import type { JudgedSides, Suspects } from './judge-sides.js';
import { judgeSides } from './judge-sides.js';
import { searchReadings } from './search.js';
import { tell } from '../words.js';
import { conventionWords, outsideOf, roundingWords, unexplainedWords } from './sentences.js';
import { undecidedWords } from './undecided.js';

/** Says why two arrays differ: rounding, another convention on one side, or neither. */
export function diagnose(suspects: Suspects): Diagnosis {
  return finish(
    (function* (): Work<Diagnosis> {
      return yield* diagnoseJudged(suspects, yield* judgeSides(suspects));
    })(),
  );
}

/** The same for sides that were judged already. */
export function* diagnoseJudged(suspects: Suspects, judged: JudgedSides): Work<Diagnosis> {
  const { band, half, share, side, judgement } = judged;
  const more = { band: band.width, share, ...(half && { precision: half.name }) };
  if (judged.unknown !== undefined) {
    return {
      verdict: 'undecided',
      ...tell(undecidedWords(suspects, judged)),
      candidates: [],
      ...more,
    };
  }
  if (judgement.inside) {
    return {
      verdict: 'rounding',
      ...tell(roundingWords(suspects, judged)),
      candidates: [],
      ...more,
    };
  }
  const { situation } = suspects.context;
  const target = side === 'ours' ? suspects.ours : suspects.reference;
  const context = {
    ...suspects.context,
    target,
    ...(half && { situation: inHalfPrecision(situation, half) }),
  };
  const roundoff = half?.roundoff ?? suspects.roundoff ?? unitRoundoff;
  const { units } = suspects;
  const found = yield* searchReadings({ context, target, band, roundoff, units });
  const cause = causeOf(found.explanations, side);
  const [{ firstOutside }, { sample }] = [judgement, suspects];
  return {
    verdict: cause ? 'convention' : 'unexplained',
    ...tell(
      cause
        ? conventionWords(cause, found, outsideOf(suspects, { target, band, firstOutside }))
        : unexplainedWords(suspects, { target, band, found, firstOutside }),
    ),
    ...(cause && { cause }),
    candidates: found.candidates,
    firstOutside: { sample, step: Math.floor(firstOutside / units), unit: firstOutside % units },
    ...more,
  };
}
