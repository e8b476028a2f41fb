import type { Origin, WholeArray } from './origins.js';
import { originOf } from './origins.js';
import type { Trace } from './trace.js';

/** Where an array came from: which series of which trace. */
export interface Provenance {
  /** The trace that it is a series of. */
  readonly trace: Trace;
  /** The name of the series, or `output`. */
  readonly series: string;
  /** Whether it holds what was there after the last step alone (a final state), without an axis of time. */
  readonly last?: boolean;
  /** Which of the layer's outputs it is, for `output`; the first where absent. */
  readonly output?: number;
}

/** The trace and series that an array, or a view of it, came out of; undefined for all other arrays. */
export const provenanceOf = (array: { readonly data: unknown }): Provenance | undefined =>
  originOf(array.data) as (Origin & Provenance) | undefined;

/** The whole array that an array with a provenance is, or is a view of. */
export const wholeOf = (array: { readonly data: object }): WholeArray | undefined =>
  originOf(array.data)?.whole;
