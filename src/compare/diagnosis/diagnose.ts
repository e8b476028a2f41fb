import type { Cause, Diagnosis } from '../verdict.js';
import { shortNumber } from '../format.js';
import { unitRoundoff } from '../rounding/curves.js';
import { causeOf } from './cause.js';
import type { ReadingContext } from './hypotheses/reading.js';
import type { Judgement } from './judge.js';
import { judge } from './judge.js';
import type { SearchResult } from './search.js';
import { searchReadings } from './search.js';
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
  /** Bands computed before, to save the work. */
  readonly band?: SituationBand;
}

/** Says why two arrays differ: rounding, another convention on one side, or neither. */
export function diagnose(suspects: Suspects): Diagnosis {
  const { context, roundoff = unitRoundoff } = suspects;
  const band = suspects.band ?? bandOf(context.situation, roundoff);
  const reference = judge(suspects.reference, band);
  const ours = judge(suspects.ours, band);
  // The difference of two results inside the band may be twice the band; that is what rows and plots show.
  if (reference.inside && ours.inside) {
    return {
      verdict: 'rounding',
      sentence: roundingSentence(reference, suspects, band),
      candidates: [],
      band: band.width,
      share: Math.max(reference.share, ours.share),
    };
  }
  const side = reference.inside ? 'ours' : 'reference';
  const target = side === 'ours' ? suspects.ours : suspects.reference;
  const found = searchReadings({ context, target, band, roundoff });
  const cause = causeOf(found.explanations, side);
  const { firstOutside } = side === 'ours' ? ours : reference;
  const { units, sample } = suspects;
  return {
    verdict: cause ? 'convention' : 'unexplained',
    sentence: cause
      ? conventionSentence(cause, found)
      : unexplainedSentence(suspects, { target, band, found, firstOutside }),
    ...(cause && { cause }),
    candidates: found.candidates,
    firstOutside: { sample, step: Math.floor(firstOutside / units), unit: firstOutside % units },
    band: band.width,
    share: Math.max(reference.share, ours.share),
  };
}

function roundingSentence(
  { share, judged }: Judgement,
  { reference, units }: Suspects,
  { width }: SituationBand,
): string {
  const used = share < 0.01 ? 'under 1 %' : `at most ${Math.ceil(share * 100)} %`;
  const told = `The error stays inside the band that float32 rounding allows for this network and input (it uses ${used} of it).`;
  if (judged === reference.length) return told;
  const lost = Math.floor(width.findIndex((w) => !Number.isFinite(w)) / units);
  return `${told} From step ${lost} on the network amplifies rounding so much that nothing can be said.`;
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
  const error = Math.abs(target[firstOutside]! - band.values[firstOutside]!);
  const first =
    `The error leaves the rounding band first at step ${step}, unit ${unit} (${shortNumber(error)}, where rounding allows ` +
    `${shortNumber(band.width[firstOutside]!)}), and none of ${found.tried} other readings brings it back.`;
  return context.neighbours
    ? first
    : `${first} Other samples were not looked at: give { inputs, sample } to let them be.`;
}
