import { shortNumber } from '../format.js';
import { unitRoundoff } from '../rounding/curves.js';
import type { Cause, Diagnosis } from '../verdict.js';
import { causeOf } from './cause.js';
import { inHalfPrecision } from './half-precision.js';
import type { JudgedSides, Suspects } from './judge-sides.js';
import { judgeSides } from './judge-sides.js';
import type { SearchResult } from './search.js';
import { searchReadings } from './search.js';
import type { SituationBand } from './situation-band.js';

/** Says why two arrays differ: rounding, another convention on one side, or neither. */
export function diagnose(suspects: Suspects, judged = judgeSides(suspects)): Diagnosis {
  const { band, half, share, side, judgement } = judged;
  const more = { band: band.width, share, ...(half && { precision: half.name }) };
  if (judgement.inside) {
    return {
      verdict: 'rounding',
      sentence: roundingSentence(suspects, judged),
      candidates: [],
      ...more,
    };
  }
  const { situation } = suspects.context;
  const context = half
    ? { ...suspects.context, situation: inHalfPrecision(situation, half) }
    : suspects.context;
  const target = side === 'ours' ? suspects.ours : suspects.reference;
  const roundoff = half?.roundoff ?? suspects.roundoff ?? unitRoundoff;
  const found = searchReadings({ context, target, band, roundoff });
  const cause = causeOf(found.explanations, side);
  const [{ firstOutside }, { units, sample }] = [judgement, suspects];
  return {
    verdict: cause ? 'convention' : 'unexplained',
    sentence: cause
      ? conventionSentence(cause, found)
      : unexplainedSentence(suspects, { target, band, found, firstOutside }),
    ...(cause && { cause }),
    candidates: found.candidates,
    firstOutside: { sample, step: Math.floor(firstOutside / units), unit: firstOutside % units },
    ...more,
  };
}

function roundingSentence(
  { units }: Suspects,
  { band: { width }, half, side, share, judgement }: JudgedSides,
): string {
  const used = share < 0.01 ? 'under 1 %' : `at most ${Math.ceil(share * 100)} %`;
  const precision = half?.name ?? 'float32';
  const whose = side === 'ours' ? 'our array' : 'the reference';
  const told = [
    `The error stays inside the band that ${precision} rounding allows for this network and input (it uses ${used} of it).`,
    ...(half
      ? [`Every number of ${whose} is a ${precision}: it was computed or stored in half precision.`]
      : []),
  ];
  if (judgement.judged < width.length) {
    const lost = Math.floor(width.findIndex((w) => !Number.isFinite(w)) / units);
    told.push(
      `From step ${lost} on the network amplifies rounding so much that nothing can be said.`,
    );
  }
  return told.join(' ');
}

function conventionSentence(cause: Cause, { explanations }: SearchResult): string {
  const left = Math.min(...explanations.map(({ maxAbs }) => maxAbs));
  return `${cause.sentence} Read so, the error falls to ${shortNumber(left)}, inside the rounding band.`;
}

function unexplainedSentence(
  { units, context }: Suspects,
  {
    target,
    band,
    found,
    firstOutside,
  }: { target: Float64Array; band: SituationBand; found: SearchResult; firstOutside: number },
): string {
  const [step, unit] = [Math.floor(firstOutside / units), firstOutside % units];
  const value = target[firstOutside]!;
  const error = Math.abs(value - band.values[firstOutside]!);
  if (!Number.isFinite(value)) {
    const odd = target.filter((x) => !Number.isFinite(x)).length;
    return (
      `There is ${value} at step ${step}, unit ${unit} (${odd} of ${target.length} cells are no finite numbers), where this layer gives ` +
      `${shortNumber(band.values[firstOutside]!)}, and none of ${found.tried} other readings does: look for a division by zero, an overflow, or rows ` +
      'that were never filled.'
    );
  }
  const first =
    `The error leaves the rounding band first at step ${step}, unit ${unit} (${shortNumber(error)}, where rounding allows ` +
    `${shortNumber(band.width[firstOutside]!)}), and none of ${found.tried} other readings brings it back.`;
  return context.neighbours
    ? first
    : `${first} Other samples were not looked at: give { inputs, sample } to let them be.`;
}
