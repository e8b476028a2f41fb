// An input file as a batch of samples, of which a part is taken at a time.
import type { Layer, NdArray } from '../../src/index.js';
import { fromStorage, toStorage } from '../../src/ndarray/make.js';

/** Samples of an input: the first axis is the sample. */
export interface SampleBatch {
  readonly count: number;
  /** Samples `from` to `to`, half open. */
  take(from: number, to: number): NdArray;
}

/**
 * Takes an array as the batch that a layer's model reads. One sample alone is a batch of one.
 * @throws RangeError when the array does not fit the model's input.
 */
export function batchFor(layer: Layer, array: NdArray): SampleBatch {
  if (hasSamples(layer, array)) {
    return { count: array.shape[0]!, take: (from, to) => array.lo(from).hi(to - from) };
  }
  const one = fromStorage(toStorage(array, 'float64'), [1, ...array.shape]);
  return { count: 1, take: () => one };
}

/** Only the model knows how many axes its samples have: it refuses an array with one too many. */
function hasSamples(layer: Layer, array: NdArray): boolean {
  const start = array.hi(1);
  try {
    layer.trace(fromStorage(toStorage(start, 'float64'), [1, ...start.shape]));
    return false;
  } catch {
    return true;
  }
}
