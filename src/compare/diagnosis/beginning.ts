import type { Mosaic, Situation } from './situation.js';
import { stepsOf } from './situation.js';

/** The first steps of a situation, and what an array has in their rows. */
export interface Beginning {
  /** The situation, cut after the first steps. */
  readonly situation: Situation;
  /** The array's numbers in those steps, steps × units. */
  readonly target: Float64Array;
}

/**
 * Cuts off all but the first steps, which is a fraction of the work where hundreds of readings are looked at. Undefined where the first rows of the
 * result are not those of the first steps: for sequences that are read from their end, and results that are turned, shifted or cut.
 */
export function beginningOf(
  situation: Situation,
  target: Float64Array,
  limit: number,
): Beginning | undefined {
  const { setup, series, input, flipped = false, shift = 0, part, mosaic } = situation;
  if (mosaic) return firstCells(mosaic, situation, target);
  const steps = stepsOf(situation);
  const moved = flipped || shift !== 0 || part !== undefined;
  const late = series === 'output' && !setup.returnSequences;
  if (moved || late || limit >= steps || target.length % steps !== 0) return undefined;
  if (setup.directions.some(({ backwards }) => backwards)) return undefined;
  const features = input.data.length / steps;
  return {
    situation: {
      ...situation,
      input: {
        data: input.data.subarray(0, limit * features),
        shape: [1, limit, ...input.shape.slice(2)],
        ...(input.mask && { mask: input.mask.subarray(0, limit) }),
      },
    },
    target: target.subarray(0, (target.length / steps) * limit),
  };
}

/** The first row of a mosaic, with those of its pieces alone that it is taken from; undefined where these are most of them. */
function firstCells(
  { pieces, at, units, length }: Mosaic,
  situation: Situation,
  target: Float64Array,
): Beginning | undefined {
  const cells = Array.from({ length: Math.min(units, length) }, (_, k) => at(k));
  const used = [...new Set(cells.map(([piece]) => piece))];
  if (2 * used.length > pieces.length || target.length !== length) return undefined;
  const mosaic: Mosaic = {
    pieces: used.map((piece) => pieces[piece]!),
    at: (k) => [used.indexOf(cells[k]![0]), cells[k]![1]],
    units,
    length: cells.length,
  };
  return { situation: { ...situation, mosaic }, target: target.subarray(0, cells.length) };
}
