import type { Comparison } from './comparison.js';

/** Weak on both sides: a comparison keeps no trace alive that nobody looks at any more. */
const traces = new WeakMap<Comparison, WeakRef<object>>();

/** Remembers which trace our side of a comparison came out of. */
export function rememberTrace(comparison: Comparison, trace: object | undefined): Comparison {
  if (trace) traces.set(comparison, new WeakRef(trace));
  return comparison;
}

/** The trace that one sample was compared of: its views have the same steps and units. Undefined for batches and for arrays of no known run. */
export const traceOf = (comparison: Comparison): object | undefined =>
  comparison.subject.samples.length > 1 ? undefined : traces.get(comparison)?.deref();
