import { ArgumentError } from '../errors.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import type { Axis } from './place.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import type { NdArray } from '../ndarray/nd-array.js';

/** Everything `compare` takes as an array: an NdArray, plain `{ data, shape, stride }`, nested arrays, or one row of numbers. */
export type Comparable = ArrayInput;

/** An array read as samples × steps × units, whatever its rank; nothing is copied. */
export interface Grid {
  /** The storage that it reads. */
  readonly data: ArrayLike<number>;
  /** Where in `data` the first element is. */
  readonly offset: number;
  /** The length of the first axis. */
  readonly samples: number;
  /** The length of the second axis. */
  readonly steps: number;
  /** The length of the third axis. */
  readonly units: number;
  /** Elements between neighbours along each of the three axes. */
  readonly stride: readonly [number, number, number];
  /** The shape as the user gave it, for messages. */
  readonly shape: readonly number[];
}

/** How an array is to be read. */
export interface GridOptions {
  /** How many axes the units of a convolutional layer have besides the filters; all of them are read as one. */
  readonly imageAxes?: number;
  /** What the axes count, where that is known and another array of as many axes is about the same. */
  readonly axes?: readonly Axis[] | undefined;
}

/**
 * Reads an array as samples × steps × units: three axes are these, two are steps × units, one is units.
 * @throws TypeError for something that is no array, ArgumentError for a rank above three, RangeError for rows of unequal length.
 */
export function gridOf(
  array: Comparable,
  name: string,
  { imageAxes = 0, axes }: GridOptions = {},
): Grid {
  const given = asNdArray(array, name);
  const { data, shape, stride, offset } = imageAxes > 0 ? withoutImages(given, imageAxes) : given;
  if (shape.length === 0 || shape.length > 3) {
    const units = ['units', 'width × filters', 'height × width × filters'][imageAxes] ?? 'units';
    throw new ArgumentError(
      `${name} has ${given.shape.length} axes (${given.shape.join(' × ')}); compare takes ${units}, steps × ${units}, or ` +
        `samples × steps × ${units} (pick one sample with .pick(n))`,
    );
  }
  if (axes?.length === shape.length) {
    const along = (axis: Axis) => axes.indexOf(axis);
    const [length, by] = [(k: number) => shape[k] ?? 1, (k: number) => stride[k] ?? 0];
    const [s, t, u] = [along('sample'), along('step'), along('unit')] as const;
    return {
      data,
      offset,
      samples: length(s),
      steps: length(t),
      units: length(u),
      stride: [by(s), by(t), by(u)],
      shape: given.shape,
    };
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
    shape: given.shape,
  };
}

/** The last axes of an array read as one; a copy where they do not lie side by side. */
function withoutImages(array: NdArray, imageAxes: number): NdArray {
  const front = array.shape.slice(0, Math.max(0, array.dimension - 1 - imageAxes));
  const units = array.shape.slice(front.length).reduce((product, n) => product * n, 1);
  return array.reshape(...front, units);
}

/** The same grid with numbers of its own, so that later changes of the array do no harm; singles stay singles. */
export function copyOf(grid: Grid): Grid {
  const { data, samples, steps, units, stride } = grid;
  const size = samples * steps * units;
  const out = data instanceof Float32Array ? new Float32Array(size) : new Float64Array(size);
  let k = 0;
  for (let n = 0; n < samples; n++) {
    for (let t = 0; t < steps; t++) {
      const row = grid.offset + n * stride[0] + t * stride[1];
      for (let u = 0; u < units; u++, k++) out[k] = data[row + u * stride[2]]!;
    }
  }
  return { ...grid, data: out, offset: 0, stride: [steps * units, units, 1] };
}

/** One sample of a grid, steps × units: a view where its numbers lie so already, as those of `copyOf` do, a copy elsewhere. */
export function sampleOf(grid: Grid, sample: number): Float64Array {
  const { data, steps, units, stride } = grid;
  const start = grid.offset + sample * stride[0];
  const isRow = (units === 1 || stride[2] === 1) && (steps === 1 || stride[1] === units);
  if (data instanceof Float64Array && isRow) return data.subarray(start, start + steps * units);
  const out = new Float64Array(steps * units);
  for (let t = 0, k = 0; t < steps; t++) {
    const row = start + t * stride[1];
    for (let u = 0; u < units; u++, k++) out[k] = data[row + u * stride[2]]!;
  }
  return out;
}
