import { ArgumentError } from '../errors.js';
import { provenanceOf } from '../trace/provenance.js';

/**
 * Requires that nobody has intervened in the run behind an array: no framework computes it so, and a verdict would look for faults that
 * are none.
 * @throws ArgumentError for arrays out of such runs.
 */
export function requirePlainRun(array: unknown): void {
  if (typeof array !== 'object' || array === null || !('data' in array)) return;
  const known = provenanceOf(array);
  if (!known || (known.trace.start.options.at ?? []).length === 0) return;
  const { name } = known.trace.layer;
  throw new ArgumentError(
    `"${known.series}" of layer "${name}" comes from a run with interventions, which no reference has: compare judges whether numbers are right; for what an intervention did take the difference, changed.${known.series}.sub(before.${known.series})`,
    { layer: name },
  );
}
