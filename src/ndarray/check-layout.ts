import type { PlainArray, Storage, Strided } from './storage.js';
import { sizeOf, strideOf } from './storage.js';

/**
 * The layout of plain data with everything filled in, after checking that each element has its place in the storage.
 * @throws TypeError for a storage or shape of another kind, RangeError for sizes that are none and elements beyond the storage.
 */
export function checkLayout<S extends Storage>(plain: PlainArray<S>): Strided<S> {
  const { data, offset = 0 } = plain;
  requireNumbers(data);
  const shape = sizesOf(plain.shape);
  if (plain.stride === undefined && plain.offset === undefined && data.length === sizeOf(shape)) {
    return { data, shape, stride: strideOf(shape), offset };
  }
  const stride = plain.stride === undefined ? strideOf(shape) : stridesOf(plain.stride, shape);
  if (!Number.isSafeInteger(offset)) {
    throw new RangeError(`${named(shape)}: its offset must be a whole number, but is ${offset}`);
  }
  const [first, last] = reach(shape, stride, offset);
  const exact = plain.stride === undefined && plain.offset === undefined;
  const size = sizeOf(shape);
  const fits = exact ? data.length === size : size === 0 || (first >= 0 && last < data.length);
  if (!fits) {
    throw new RangeError(
      exact || (offset === 0 && last === size - 1)
        ? `${named(shape)} takes ${size} values, but its data is ${data.length} long: give the shape that belongs to the data`
        : `${named(shape)} with strides ${stride.join(', ')} from ${offset} on reaches from ${first} to ${last}, beyond its ${data.length} values`,
    );
  }
  return { data, shape, stride, offset };
}

const named = (shape: readonly number[]) => `An array of shape ${shape.join(' × ') || '()'}`;

/** The lowest and highest element that a layout touches. */
function reach(shape: readonly number[], stride: readonly number[], offset: number) {
  let [first, last] = [offset, offset];
  for (let axis = 0; axis < shape.length; axis++) {
    const far = (shape[axis]! - 1) * stride[axis]!;
    if (far < 0) first += far;
    else last += far;
  }
  return [first, last] as const;
}

function requireNumbers(data: unknown): void {
  if (data instanceof Float32Array || data instanceof Float64Array) return;
  const isList = Array.isArray(data);
  const isTyped = ArrayBuffer.isView(data) && !(data instanceof DataView);
  const odd = isList
    ? (data as unknown[]).find((value) => typeof value !== 'number')
    : isTyped && (data as unknown as { 0: unknown })[0];
  if (isList ? odd === undefined : isTyped && typeof odd !== 'bigint') return;
  const found = isList || isTyped ? `holds ${shown(odd)}` : `is ${shown(data)}`;
  throw new TypeError(
    `The data of an array should be numbers in a typed array or list, but ${found}`,
  );
}

/** A value in a few characters, with its type. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'object') return `an object (${Object.prototype.toString.call(value)})`;
  if (typeof value === 'function') return 'a function';
  return `${typeof value} ${JSON.stringify(String(value)).slice(0, 60)}`;
}

function sizesOf(shape: unknown): number[] {
  const sizes = listOf(shape, 'shape');
  const wrong = sizes.find((n) => !Number.isSafeInteger(n) || n < 0);
  if (wrong !== undefined || !Number.isSafeInteger(sizeOf(sizes))) {
    throw new RangeError(
      `${named(sizes)}: every size must be a whole number from 0 on${wrong === undefined ? ', and their product one that can be counted' : `, but one is ${wrong}`}`,
    );
  }
  return sizes;
}

function stridesOf(stride: unknown, shape: readonly number[]): number[] {
  const steps = listOf(stride, 'stride');
  if (steps.length !== shape.length || !steps.every((n) => Number.isSafeInteger(n))) {
    throw new RangeError(
      `${named(shape)} needs one whole stride for each axis, but has ${steps.join(', ') || 'none'}`,
    );
  }
  return steps;
}

function listOf(list: unknown, what: string): number[] {
  // Every array of every trace comes by here, and to go through a list by its iterator takes ten times as long.
  if (Array.isArray(list)) return list.slice() as number[];
  if (ArrayBuffer.isView(list) && 'length' in list)
    return Array.from(list as unknown as ArrayLike<number>);
  throw new TypeError(`The ${what} of an array should be a list of numbers, but is ${shown(list)}`);
}
