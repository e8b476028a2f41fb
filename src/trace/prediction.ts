import type { FloatType } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { WholeArray } from './origins.js';

/** The run of a whole model that an array came out of. */
export interface Prediction {
  /** What the model is called. */
  readonly name: string;
  /** The model's input, as it was given. */
  readonly input: unknown;
  /** The whole output that the array is, or is a view of. */
  readonly whole: WholeArray;
  /** The numbers of the same output of this input again, in this precision; stateful layers start from what they started from. */
  readonly again: (input: never, dtype: FloatType) => FloatStorage;
}

const predictions = new WeakMap<object, Prediction>();

/** Remembers that an array's storage is what a model gave out. */
export function rememberPrediction(array: NdArray, prediction: Prediction): void {
  predictions.set(array.data as object, prediction);
}

/** The model's run that an array, or a view of it, came out of; undefined for all others. */
export function predictionOf(array: unknown): Prediction | undefined {
  if (typeof array !== 'object' || array === null || !('data' in array)) return undefined;
  const { data } = array;
  return typeof data === 'object' && data !== null ? predictions.get(data) : undefined;
}
