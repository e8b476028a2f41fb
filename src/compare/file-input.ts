import { asNdArray } from '../ndarray/as-nd-array.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { isContiguous, sizeOf, toStorage } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import type { Layer } from '../api/layer.js';
import { isSingle, type Trace } from '../trace/trace.js';

/** All samples of a file, and which of them an input begins with. */
export interface FileInput {
  /** All samples: the first axis, then what one sample has. */
  readonly all: NdArray;
  /** The number of the sample that the input begins with. */
  readonly sample: number;
}

/** The whole array that a model's input is a part of, when it is a view of one: all samples, and which one it begins with. */
export function fileSample({ start, input }: Trace<Layer>): FileInput | undefined {
  const { given } = start;
  if (typeof given !== 'object' || given === null || !('pick' in given)) return undefined;
  const view = given as NdArray;
  const shape = isSingle({ input, start }) ? view.shape : view.shape.slice(1);
  const size = sizeOf(shape);
  if (!isContiguous(view) || view.data.length % size !== 0 || view.offset % size !== 0) {
    return undefined;
  }
  const all = asNdArray({ data: view.data, shape: [view.data.length / size, ...shape] });
  return { all, sample: view.offset / size };
}

/** Whether the model's input reaches the layer as it was given. */
export function arrivesUnchanged({ start }: Trace<Layer>): boolean {
  const { given, batch } = start;
  if (typeof given !== 'object' || given === null || 'inputs' in given) return false;
  const array = asNdArray(given as ArrayInput);
  if (array.size !== batch.data.length) return false;
  const values = toStorage(array, 'float64');
  return batch.data.every((x, k) => Object.is(x, values[k]) || x === Math.fround(values[k]!));
}
