import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { fromStorage, toStorage } from '../ndarray/make.js';
import type { TraceStart } from '../trace/trace.js';

/** What a run started from, with numbers of its own: what becomes of the user's arrays later does no harm to a verdict that is read then. */
export function ownStart(start: TraceStart): TraceStart {
  const { batch } = start;
  return {
    ...start,
    given: copyOfInput(start.given),
    batch: { ...batch, data: batch.data.slice() },
  };
}

/** A copy of a model's input, or of each of several. */
export function copyOfInput(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  if ('inputs' in given) {
    const { inputs } = given as { inputs: readonly unknown[] | Readonly<Record<string, unknown>> };
    if (Array.isArray(inputs)) return { inputs: inputs.map(copyOfInput) };
    const named = Object.entries(inputs).map(([name, one]) => [name, copyOfInput(one)] as const);
    return { inputs: Object.fromEntries(named) };
  }
  const array = asNdArray(given as ArrayInput);
  const dtype = array.data instanceof Float32Array ? 'float32' : 'float64';
  return fromStorage(toStorage(array, dtype).slice(), array.shape);
}
