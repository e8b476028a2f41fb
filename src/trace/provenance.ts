import type { NdArray } from '../ndarray/nd-array.js';
import type { Trace } from './trace.js';

/** Where an array came from: which series of which trace. */
export interface Provenance {
  readonly trace: Trace;
  /** The name of the series, or `output`. */
  readonly series: string;
}

// Keyed by the storage, so that views made by `pick`, `lo`, `hi` are known too; forgotten together with it.
const origins = new WeakMap<object, Provenance>();

/** Remembers that an array's storage belongs to a trace. The first to say so wins: `output` may share the storage of `h`. */
export function rememberProvenance(array: NdArray, provenance: Provenance): void {
  if (!origins.has(array.data)) origins.set(array.data, provenance);
}

/** The trace and series that an array, or a view of it, came out of; undefined for all other arrays. */
export function provenanceOf(array: { readonly data: unknown }): Provenance | undefined {
  return typeof array.data === 'object' && array.data !== null
    ? origins.get(array.data)
    : undefined;
}
