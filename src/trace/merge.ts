import { zerosLike } from '../ndarray/make.js';
import type { Batch, Shape } from './batch.js';
import { asRows } from './batch.js';
import type { MergeMode } from './setup.js';

/** Joins the outputs of the two directions as Keras's Bidirectional does; with null they stay two. */
export function mergeBatches(forward: Batch, backward: Batch, mode: MergeMode): Batch[] {
  if (mode === null) return [forward, backward];
  if (mode === 'concat') return [concatenate(forward, backward)];
  const data = zerosLike(forward.data, forward.data.length);
  const combine = combiners[mode];
  for (let k = 0; k < data.length; k++) data[k] = combine(forward.data[k]!, backward.data[k]!);
  return [{ data, shape: forward.shape }];
}

const combiners: Readonly<Record<'sum' | 'mul' | 'ave', (a: number, b: number) => number>> = {
  sum: (a, b) => a + b,
  mul: (a, b) => a * b,
  ave: (a, b) => (a + b) / 2,
};

/** Side by side along the last axis. */
function concatenate(a: Batch, b: Batch): Batch {
  const { rows, width } = asRows(a.shape);
  const { width: other } = asRows(b.shape);
  const data = zerosLike(a.data, rows * (width + other));
  for (let row = 0; row < rows; row++) {
    data.set(a.data.subarray(row * width, (row + 1) * width), row * (width + other));
    data.set(b.data.subarray(row * other, (row + 1) * other), row * (width + other) + width);
  }
  return { data, shape: [...a.shape.slice(0, -1), width + other] };
}

/** The shapes of the merged outputs. */
export function mergedShapes(one: Shape, directions: number, mode: MergeMode): Shape[] {
  if (directions === 1) return [one];
  if (mode === null) return [one, one];
  return mode === 'concat' ? [[...one.slice(0, -1), one.at(-1)! * 2]] : [one];
}
