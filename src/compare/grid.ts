import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { fromStorage, sizeOf, toStorage } from '../ndarray/make.js';

/** Everything `compare` takes as an array: an ndarray, plain `{ data, shape, stride }`, nested arrays, or one row of numbers. */
export type Comparable = ArrayInput | Float32Array | Float64Array;

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
 * @param imageAxes how many axes the units of a convolutional layer have besides the filters; all of them are read as one.
 * @throws TypeError for something that is no array, RangeError for a rank above three or rows of unequal length.
 */
export function gridOf(array: Comparable, name: string, imageAxes = 0): Grid {
  const given = plainOf(array, name);
  const { data, shape, stride, offset } = imageAxes > 0 ? withoutImages(given, imageAxes) : given;
  if (shape.length === 0 || shape.length > 3) {
    const units = ['units', 'width × filters', 'height × width × filters'][imageAxes] ?? 'units';
    throw new RangeError(
      `${name} has ${given.shape.length} axes (${given.shape.join(' × ')}); compare takes ${units}, steps × ${units}, or ` +
        `samples × steps × ${units} (pick one sample with .pick(n))`,
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
    shape: given.shape,
  };
}

/** The last axes of an array read as one; a copy where they do not lie side by side. */
function withoutImages(array: PlainGrid, imageAxes: number): PlainGrid {
  const flat = toStorage(asNdArray(array as ArrayInput), 'float64');
  const front = array.shape.slice(0, Math.max(0, array.shape.length - 1 - imageAxes));
  const units = sizeOf(array.shape.slice(front.length));
  const { data, shape, stride, offset } = fromStorage(flat, [...front, units]);
  return { data, shape, stride, offset };
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

/** Samples × units, read as what each sample gave at its last step; a view. */
export function rowsAsSamples(grid: Grid): Grid {
  const [, row, unit] = grid.stride;
  return { ...grid, samples: grid.steps, steps: 1, stride: [row, 0, unit] };
}

/** An array's numbers and where they lie. */
interface PlainGrid {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
}

function plainOf(array: Comparable, name: string): PlainGrid {
  if (ArrayBuffer.isView(array)) {
    return { data: array, shape: [array.length], stride: [1], offset: 0 };
  }
  try {
    return asNdArray(array);
  } catch (error) {
    const { message } = error as Error;
    const text = `${name}: ${message}`;
    throw error instanceof TypeError ? new TypeError(text) : new RangeError(text);
  }
}
