import { ArgumentError } from '../errors.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { fromStorage, toStorage } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';

/** One weighted sum of units. */
export interface WeightedSum {
  /** What each unit counts. */
  readonly coef: Float64Array;
  /** What is added. */
  readonly intercept: number;
}

/**
 * What weighted sums make of every row of units.
 * @param input any whose last axis are the units.
 * @param told what becomes of the sums of one row.
 * @returns the axes in front of the units.
 * @throws ArgumentError for another number of units.
 */
export function linear(
  input: ArrayInput,
  lines: readonly WeightedSum[],
  told: (sums: Float64Array) => number,
): NdArray<FloatStorage> {
  const units = lines[0]!.coef.length;
  const array = asNdArray(input);
  const { shape } = array;
  if (shape.at(-1) !== units) {
    throw new ArgumentError(
      `The probe reads ${units} units, the last axis, but the array is ${shape.join(' × ')}`,
      { reason: 'shape' },
    );
  }
  const values = toStorage(array, 'float64');
  const sums = new Float64Array(lines.length);
  const out = Float64Array.from({ length: values.length / units }, (_, row) => {
    for (const [k, { coef, intercept }] of lines.entries()) {
      let sum = intercept;
      for (let unit = 0; unit < units; unit++) sum += coef[unit]! * values[row * units + unit]!;
      sums[k] = sum;
    }
    return told(sums);
  });
  return fromStorage(out, shape.slice(0, -1));
}
