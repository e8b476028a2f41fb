import type { NdArray } from '../ndarray/nd-array.js';

/** How often the gates of each unit are (almost) shut or open. */
export interface Saturation {
  /** Share of steps below `low`, per unit. */
  readonly shut: readonly number[];
  /** Share of steps above `high`, per unit. */
  readonly open: readonly number[];
}

/** Where saturation begins; 0.1 and 0.9 are those of Karpathy, Johnson and Fei-Fei (2015). */
export interface SaturationOptions {
  readonly low?: number;
  readonly high?: number;
}

/**
 * The share of steps in which each unit's gate is nearly shut or nearly open: both together place a unit in a saturation portrait.
 * @param gate steps × units, or samples × steps × units (all samples together).
 */
export function saturation(gate: NdArray, options: SaturationOptions = {}): Saturation {
  const { low = 0.1, high = 0.9 } = options;
  const { rows, units, at } = rowsOf(gate);
  const count = (is: (value: number) => boolean) =>
    Array.from({ length: units }, (_, unit) => {
      let found = 0;
      for (let row = 0; row < rows; row++) if (is(at(row, unit))) found++;
      return found / rows;
    });
  return { shut: count((value) => value < low), open: count((value) => value > high) };
}

/** An array of steps × units, or samples × steps × units, seen as rows of units. */
export function rowsOf(array: NdArray): {
  rows: number;
  units: number;
  at: (row: number, unit: number) => number;
} {
  const { data, offset, shape, stride } = array;
  const units = shape.at(-1) ?? 0;
  const steps = shape.at(-2) ?? 1;
  const samples = shape.length > 2 ? shape[0]! : 1;
  if (shape.length < 2 || shape.length > 3) {
    throw new RangeError(
      `Expected steps × units or samples × steps × units, but got ${shape.join(' × ')}`,
    );
  }
  const [sampleStride, stepStride, unitStride] = [
    shape.length > 2 ? stride[0]! : 0,
    stride.at(-2)!,
    stride.at(-1)!,
  ];
  return {
    rows: samples * steps,
    units,
    at: (row, unit) =>
      data[
        offset +
          Math.floor(row / steps) * sampleStride +
          (row % steps) * stepStride +
          unit * unitStride
      ]!,
  };
}
