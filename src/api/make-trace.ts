import type { LayerParts } from '../graph/traced-parts.js';
import type { FloatType } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import { Trace, type TracedLayer } from '../trace/trace.js';

/** A trace as users have it: without the axis of samples where the input was given without it. */
export function makeTrace<L extends TracedLayer>(
  layer: L,
  parts: LayerParts,
  { single, dtype }: { readonly single: boolean; readonly dtype: FloatType },
): Trace<L> {
  const view = (array: NdArray<FloatStorage>) => (single ? firstOf(array) : array);
  const each = (arrays: Readonly<Record<string, NdArray<FloatStorage>>>) =>
    Object.fromEntries(Object.entries(arrays).map(([key, array]) => [key, view(array)]));
  return new Trace({
    layer,
    input: view(parts.input),
    start: parts.start,
    dtype,
    engine: parts.engine,
    series: each(parts.series),
    outputs: parts.outputs.map(view),
    finalState: each(parts.finalState),
  });
}

/** The only sample of a batch of one. */
export function firstOf(array: NdArray<FloatStorage>): NdArray<FloatStorage> {
  return array.pick(0, ...array.shape.slice(1).map(() => null));
}
