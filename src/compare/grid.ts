import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';

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

/** Samples × units, read as what each sample gave at its last step; a view. */
export function rowsAsSamples(grid: Grid): Grid {
  const [, row, unit] = grid.stride;
  return { ...grid, samples: grid.steps, steps: 1, stride: [row, 0, unit] };
}

function plainOf(array: Comparable, name: string) {
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
