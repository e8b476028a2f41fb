import type { Vector } from './vector.js';

/** States that are held at values, by name and unit: `{ c: { 3: 0.5 } }`. */
export type HeldStates = Readonly<Record<string, Readonly<Record<number, number>>>>;

/** A state with some of its units set to the values at which they are held. */
export function heldAt(held: HeldStates | undefined, name: string, state: Vector): Vector {
  const values = held?.[name];
  if (!values) return state;
  const out = state.slice();
  for (const [unit, value] of Object.entries(values)) out[Number(unit)] = value;
  return out;
}
