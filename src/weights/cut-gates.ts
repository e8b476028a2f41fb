import { BadFileError } from '../errors.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import { fromStorage, sizeOf } from '../ndarray/make.js';
import type { GateName } from './gate-views.js';
import { GateViews } from './gate-views.js';

/**
 * Cuts one axis of an array into equal blocks, one per gate in stored order; every block is a view.
 * @throws BadFileError when the axis is not a multiple of the number of gates.
 */
export function cutGates(
  array: NdArray<FloatStorage>,
  order: readonly GateName[],
  options: { axis: number; shown?: readonly GateName[] },
): GateViews {
  const { axis, shown = order } = options;
  const length = array.shape[axis]!;
  const units = length / order.length;
  if (!Number.isInteger(units)) {
    throw new BadFileError(
      `A weight of shape ${array.shape.join('×')} cannot be cut into ${order.length} gates along axis ${axis}`,
    );
  }
  return new GateViews(
    shown.map((gate) => [gate, slice(array, axis, order.indexOf(gate) * units, units)] as const),
  );
}

/** The part of an array that starts at `start` along one axis and is `length` long; a view. */
export function slice<S extends FloatStorage>(
  array: NdArray<S>,
  axis: number,
  start: number,
  length: number,
): NdArray<S> {
  const low = array.shape.map((_, a) => (a === axis ? start : 0));
  const shape = array.shape.map((size, a) => (a === axis ? length : size));
  return array.lo(...low).hi(...shape);
}

/** The last two axes exchanged; a view. */
export function transposed<S extends FloatStorage>(matrix: NdArray<S>): NdArray<S> {
  return matrix.transpose(1, 0);
}

/** Gates of zeros, for layers without a bias. */
export function zeroGates(order: readonly GateName[], shape: readonly number[]): GateViews {
  return new GateViews(
    order.map((gate) => [gate, fromStorage(new Float32Array(sizeOf(shape)), shape)] as const),
  );
}
