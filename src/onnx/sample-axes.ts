import { numberOf, type Call } from './call.js';
import { storageFor, type Value } from './value.js';
import type { OnnxValueInfo } from '../model/onnx/value-info.js';
import { sizeOf } from '../ndarray/make.js';

/** How many samples a recurrent node is called with. */
export function samplesOf(call: Call): number {
  const { shape } = call.inputs[0]!;
  return shape[numberOf(call, 'layout', 0) === 0 ? 1 : 0]!;
}

/** Zeros of a shape. */
export function zerosOf({ type = 'float32' }: OnnxValueInfo, shape: readonly number[]): Value {
  return { type, shape, data: storageFor(type, sizeOf(shape), 'float32') };
}

/**
 * Which axis of an input the samples are: the one that, made one longer, makes the batch of the recurrent node longer, too; or the
 * only one as long as that batch, where the graph takes no other number of samples. Found by trying it with zeros. Undefined where
 * there is none, or several are mixed on the way.
 * @param batchFor how many samples arrive for an input of this shape; undefined where the graph does not take it.
 */
export function sampleAxisOf(
  shape: readonly number[],
  batchFor: (shape: readonly number[]) => number | undefined,
): number | undefined {
  const before = batchFor(shape);
  if (before === undefined) return undefined;
  const after = shape.map((_, axis) => batchFor(shape.map((n, k) => (k === axis ? n + 1 : n))));
  const axes = [...shape.keys()];
  const follows = axes.filter((axis) => after[axis] !== undefined && after[axis] !== before);
  if (follows.length > 0) {
    return follows.length === 1 && shape[follows[0]!] === before ? follows[0] : undefined;
  }
  const [only, ...others] = axes.filter((axis) => shape[axis] === before);
  return others.length === 0 && only !== undefined && after[only] === undefined ? only : undefined;
}
