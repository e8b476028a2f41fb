import { float16 } from '../../rounding/precisions.js';
import type { HalfPrecision } from '../../rounding/precisions.js';
import type { Work } from '../../work.js';
import { roundedWeights } from './readings/precision.js';
import { withCells } from './readings/reading.js';
import type { SituationBand } from './situation-band.js';
import { bandOf } from './situation-band.js';
import type { Situation } from './situation.js';

/** The layer as a program computes it in half precision: weights, input and first state are rounded before anything is added. */
export function inHalfPrecision(situation: Situation, { round }: HalfPrecision): Situation {
  const { input, initialState } = situation;
  const rounded =
    withCells(situation, (spec) => ({ ...spec, weights: roundedWeights(spec.weights, round) })) ??
    situation;
  return {
    ...rounded,
    input: { ...input, data: new Float64Array(input.data).map(round) },
    ...(initialState && {
      initialState: Object.fromEntries(
        Object.entries(initialState).map(([name, v]) => [name, new Float64Array(v).map(round)]),
      ),
    }),
  };
}

/** Where a result in half precision may lie: computed so throughout, or computed in float32 and rounded when it was stored. */
export function* halfBands(
  situation: Situation,
  half: HalfPrecision,
  single: SituationBand,
): Work<{ readonly stored: SituationBand; readonly computed: SituationBand }> {
  const smallest = half.name === float16.name ? 2 ** -25 : 0;
  const { values, width } = single;
  return {
    stored: {
      values,
      width: width.map((w, k) => w + half.roundoff * Math.abs(values[k]!) + smallest),
    },
    computed: yield* bandOf(inHalfPrecision(situation, half), half.roundoff),
  };
}
