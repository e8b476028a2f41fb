import type { NdArray, PlainArray, Storage } from '../ndarray/nd-array.js';

/** Numbers in nested arrays, such as `[[1, 2], [3, 4]]`. */
export type NestedNumbers = readonly (number | NestedNumbers)[];

/** Everything `compare` takes as an array: an ndarray, plain `{ data, shape, stride }`, or nested arrays. */
export type Comparable = NdArray | PlainArray | NestedNumbers | Float32Array | Float64Array;

/** An array read as samples × steps × units, whatever its rank; nothing is copied. */
export interface Grid {
  readonly data: ArrayLike<number>;
  readonly offset: number;
  readonly samples: number;
  readonly steps: number;
  readonly units: number;
  /** Elements between neighbours along each of the three axes. */
  readonly stride: readonly [number, number, number];
  /** The shape as the user gave it, for messages. */
  readonly shape: readonly number[];
}

/**
 * Reads an array as samples × steps × units: three axes are these, two are steps × units, one is units.
 * @throws TypeError for something that is no array, RangeError for a rank above three or rows of unequal length.
 */
export function gridOf(array: Comparable, name: string): Grid {
  const { data, shape, stride, offset } = plainOf(array, name);
  if (shape.length === 0 || shape.length > 3) {
    throw new RangeError(
      `${name} has ${shape.length} axes; compare takes units, steps × units, or samples × steps × units`,
    );
  }
  const missing = 3 - shape.length;
  const [samples, steps, units] = [...Array<number>(missing).fill(1), ...shape];
  const [s, t, u] = [...Array<number>(missing).fill(0), ...stride];
  return {
    data,
    offset,
    samples: samples!,
    steps: steps!,
    units: units!,
    stride: [s!, t!, u!],
    shape,
  };
}

/** One sample of a grid as numbers of its own, steps × units. */
export function sampleOf(grid: Grid, sample: number): Float64Array {
  const { data, steps, units, stride } = grid;
  const out = new Float64Array(steps * units);
  const start = grid.offset + sample * stride[0];
  for (let t = 0, k = 0; t < steps; t++) {
    const row = start + t * stride[1];
    for (let u = 0; u < units; u++, k++) out[k] = data[row + u * stride[2]]!;
  }
  return out;
}

/** The grid with only one of its samples; a view. */
export function pickSample(grid: Grid, sample: number): Grid {
  return { ...grid, offset: grid.offset + sample * grid.stride[0], samples: 1 };
}

interface Strided {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
}

function plainOf(array: Comparable, name: string): Strided {
  if (ArrayBuffer.isView(array)) {
    return { data: array, shape: [array.length], stride: [1], offset: 0 };
  }
  if (Array.isArray(array)) return nestedOf(array as NestedNumbers, name);
  const record = array as PlainArray<Storage>;
  if (typeof record !== 'object' || record === null || !('data' in record && 'shape' in record)) {
    throw new TypeError(
      `${name} is no array; give an ndarray, nested arrays, or { data, shape, stride }`,
    );
  }
  const shape = [...record.shape];
  return {
    data: record.data,
    shape,
    stride: [...(record.stride ?? cOrder(shape))],
    offset: record.offset ?? 0,
  };
}

/** Strides of an array that is stored row after row. */
export function cOrder(shape: readonly number[]): number[] {
  const stride = Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    stride[axis] = stride[axis + 1]! * shape[axis + 1]!;
  }
  return stride;
}

function nestedOf(nested: NestedNumbers, name: string): Strided {
  const shape: number[] = [];
  for (let level: unknown = nested; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
  }
  const data: number[] = [];
  const collect = (level: number | NestedNumbers, axis: number): void => {
    const isArray = Array.isArray(level);
    if (isArray !== axis < shape.length || (isArray && level.length !== shape[axis])) {
      throw new RangeError(`${name} has rows of unequal length; expected ${shape.join(' × ')}`);
    }
    if (isArray) for (const item of level as NestedNumbers) collect(item, axis + 1);
    else data.push(level as number);
  };
  collect(nested, 0);
  return { data, shape, stride: cOrder(shape), offset: 0 };
}
