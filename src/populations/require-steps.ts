import { ArgumentError } from '../errors.js';
import { sizeOf } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { provenanceOf, wholeOf } from '../trace/provenance.js';

/**
 * Refuses series of a trace whose axes are others than they look.
 * @throws ArgumentError for last states and outputs without time, and for one step of several samples.
 */
export function requireSteps(array: NdArray): void {
  const known = wholeOf(array);
  if (!known) return;
  const { trace, series } = provenanceOf(array)!;
  const [, steps = 1, ...step] = known.shape;
  const [unitStride = 0, stepStride = 0] = array.stride.toReversed();
  const width = sizeOf(step);
  const isTurned = steps > 1 && (stepStride >= steps * width || unitStride >= width);
  if (known.hasTime && step.length === 1 && (!isTurned || array.size <= 1)) return;
  throw new ArgumentError(
    `Sequences are steps × units, but this part of "${series}" of layer "${trace.layer.name}" is not: give a series of the trace, or whole samples of it`,
    { layer: trace.layer.name, reason: 'shape' },
  );
}
