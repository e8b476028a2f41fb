import { ArgumentError } from '../../errors.js';
import type { BatchPart } from '../run-options.js';
import type { InterventionPlace, Steps } from './intervention.js';

/** An index that may count from the end. @throws ArgumentError for one that is not there. */
export function placeIn(index: number, size: number, what: string): number {
  const at = index < 0 ? index + size : index;
  if (Number.isInteger(at) && at >= 0 && at < size) return at;
  throw new ArgumentError(
    `There is no ${what} ${index} to intervene at; ${size === 0 ? 'there is none at all' : `they are numbered 0 to ${size - 1}`}`,
  );
}

/**
 * The places that one number or a list names; all where nothing is said.
 * @throws ArgumentError for places that are not there, and for a list that names none.
 */
export function placesIn(
  chosen: number | readonly number[] | undefined,
  size: number,
  what: string,
): number[] {
  if (chosen === undefined) return Array.from({ length: size }, (_, k) => k);
  const list = typeof chosen === 'number' ? [chosen] : chosen;
  if (list.length > 0) return Array.from(list, (index) => placeIn(index, size, what));
  throw new ArgumentError(
    `The list of ${what}s to intervene at is empty: leave it away for all of them, or the intervention for none`,
  );
}

/** The same, each place once: what is done to one by its own value cannot be done twice. */
export function unitsIn(chosen: number | readonly number[] | undefined, size: number): number[] {
  const units = placesIn(chosen, size, 'unit');
  const twice = units.find((unit, k) => units.indexOf(unit) !== k);
  if (twice === undefined) return units;
  throw new ArgumentError(`An intervention names unit ${twice} twice`);
}

/** Samples × steps: 1 where something is done. Samples are counted among those of the whole batch. */
export function chosenRows(
  { sample, step }: Pick<InterventionPlace, 'sample' | 'step'>,
  { samples, steps, part }: { samples: number; steps: number; part: BatchPart },
): Uint8Array {
  const rows = new Uint8Array(samples * steps);
  const isIn = stepTest(step, steps);
  for (const s of placesIn(sample, part.of, 'sample')) {
    const own = s - part.from;
    if (own < 0 || own >= samples) continue;
    for (let t = 0; t < steps; t++) rows[own * steps + t] = isIn(t, s) ? 1 : 0;
  }
  return rows;
}

function stepTest(
  step: Steps | undefined,
  steps: number,
): (step: number, sample: number) => boolean {
  if (typeof step === 'function') return step;
  if (step === undefined || typeof step === 'number' || isList(step)) {
    const known = new Set(placesIn(step, steps, 'step'));
    return (t) => known.has(t);
  }
  const wrong = Object.keys(step).find((name) => name !== 'from' && name !== 'to');
  if (wrong !== undefined) {
    throw new ArgumentError(
      `A range of steps is { from, to }, "to" left out as slice does, but has "${wrong}"`,
    );
  }
  const from = boundIn(step.from ?? 0, steps);
  const to = boundIn(step.to ?? steps, steps);
  if (from >= to) {
    throw new ArgumentError(
      `The range of steps from ${step.from ?? 0} to ${step.to ?? steps} (without it) is empty`,
    );
  }
  return (t) => t >= from && t < to;
}

const isList = (step: Steps): step is readonly number[] => Array.isArray(step);

/** An end of a range, which may stand behind the last step. */
function boundIn(index: number, steps: number): number {
  return index === steps ? steps : placeIn(index, steps, 'step');
}
