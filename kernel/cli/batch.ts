// An input file as a batch of samples, of which a part is taken at a time.
import type { Layer, NdArray } from '../../src/index.js';
import type { Rows } from '../../src/arrays/open-rows.js';
import { fromStorage, toStorage } from '../../src/ndarray/make.js';

/** Samples of an input: the first axis is the sample. */
export interface SampleBatch {
  readonly count: number;
  /** Samples `from` to `to`, half open. */
  take(from: number, to: number): NdArray;
}

/**
 * Takes the rows of an array as the batch that a layer's model reads. One sample alone is a batch of one.
 * @throws RangeError when the array does not fit the model's input.
 */
export function batchFor(layer: Layer, rows: Rows): SampleBatch {
  const count = rows.shape[0] ?? 0;
  if (hasSamples(layer, rows.take(0, Math.min(1, count)))) return { count, take: rows.take };
  const one = withSampleAxis(rows.take(0, count));
  return { count: 1, take: () => one };
}

/** Only the model knows how many axes its samples have: it refuses an array with one too many. */
function hasSamples(layer: Layer, start: NdArray): boolean {
  try {
    layer.trace(withSampleAxis(start));
    return false;
  } catch {
    return true;
  } finally {
    layer.recurrent().resetStates();
  }
}

const withSampleAxis = (array: NdArray): NdArray =>
  fromStorage(toStorage(array, 'float64'), [1, ...array.shape]);
