import type { Vector } from './vector.js';

/**
 * Looks at what a step has just computed, before anything is computed from it, and returns it or something else in its place.
 * @param series `i`, `f`, `c`…; `cell0_i` in stacked cells.
 * @param values of all units; not to be written to.
 */
export type Amend = (series: string, values: Vector) => Vector;

/** Leaves everything as it was computed. */
export const asComputed: Amend = (_, values) => values;
