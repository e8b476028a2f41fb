import { axisAt } from './indices.js';
import type { FloatStorage, Strided } from './storage.js';
import { floatTypeOf, isContiguous, sizeOf, toStorage } from './storage.js';

/** Which axes a reduction goes along: all of them where nothing is said, one, or several. */
export type Axes = number | readonly number[] | undefined;

/**
 * Numbers laid out for a reduction: for each of `outer` blocks, `length` rows of `inner` neighbours; the rows are reduced. With an
 * `inner` of 1 what is reduced lies side by side.
 */
export interface Lanes {
  /** The numbers, in C order. */
  readonly data: FloatStorage;
  /** Blocks that are reduced apart. */
  readonly outer: number;
  /** Rows of a block, which become one. */
  readonly length: number;
  /** Neighbours of a row, which stay. */
  readonly inner: number;
  /** The shape of the result. */
  readonly shape: readonly number[];
}

/**
 * An array laid out for a reduction along some axes; nothing is copied where it lies right already.
 * @throws RangeError for axes that are not there, or named twice.
 */
export function lanesOf(array: Strided, axes: Axes): Lanes {
  const { shape } = array;
  const gone = axesOf(axes, shape.length);
  const first = gone[0] ?? 0;
  const together = gone.every((axis, k) => axis === first + k);
  const kept = shape.filter((_, axis) => !gone.includes(axis));
  const length = sizeOf(gone.map((axis) => shape[axis]!));
  const data = (laid: Strided) => toStorage(laid, floatTypeOf(laid.data));
  if (together && isContiguous(array)) {
    const inner = sizeOf(shape.slice(first + gone.length));
    return { data: data(array), outer: sizeOf(shape.slice(0, first)), length, inner, shape: kept };
  }
  const order = [...shape.keys()].filter((axis) => !gone.includes(axis)).concat(gone);
  const moved = {
    ...array,
    shape: order.map((axis) => shape[axis]!),
    stride: order.map((axis) => array.stride[axis]!),
  };
  return { data: data(moved), outer: sizeOf(kept), length, inner: 1, shape: kept };
}

/** Axes counted from the first, in their order. */
export function axesOf(axes: Axes, rank: number): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  const list = (typeof axes === 'number' ? [axes] : [...axes]).map((axis) => axisAt(axis, rank));
  if (new Set(list).size === list.length) return list.sort((a, b) => a - b);
  throw new RangeError(`An axis is named twice in ${[axes].flat().join(', ')}`);
}
