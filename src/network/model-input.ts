import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import type { FloatType } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { toNdArray } from '../ndarray/nd-array.js';
import type { Batch, Shape } from '../layers/batch.js';
import { toBatch } from '../layers/batch.js';

/** A model's input: one array, or several for a model of several inputs. */
export type ModelInput = ArrayInput | { readonly inputs: readonly ArrayInput[] };

/** Inputs as batches, and whether the user gave one sample without a sample axis. */
export interface CheckedInput {
  readonly batches: Batch[];
  readonly single: boolean;
}

/**
 * Checks what a user hands in against the shapes that a model takes, and adds the sample axis where it is missing.
 * @throws RangeError for another rank or number of features; names what is taken and what was given.
 */
export function checkInput(
  input: ModelInput,
  expected: readonly Shape[],
  { taker, dtype }: { taker: string; dtype: FloatType },
): CheckedInput {
  const given = isSeveral(input) ? input.inputs : [input];
  if (given.length !== expected.length) {
    throw new RangeError(
      `${taker} takes ${expected.length} inputs, but ${given.length} given: pass { inputs: [a, b] }`,
    );
  }
  const arrays = given.map((one, k) => withSamples(asNdArray(one), expected[k]!, taker));
  const single = arrays.every(({ added }) => added);
  return { batches: arrays.map(({ array }) => toBatch(array, dtype)), single };
}

function isSeveral(input: ModelInput): input is { readonly inputs: readonly ArrayInput[] } {
  return typeof input === 'object' && input !== null && 'inputs' in input;
}

function withSamples(
  array: NdArray,
  expected: Shape,
  taker: string,
): { array: NdArray; added: boolean } {
  const added = array.dimension === expected.length - 1;
  const shape = added ? [1, ...array.shape] : array.shape;
  // The samples are free, and so is the time of a sequence: recurrent layers take any length.
  const fits = (n: number | null, axis: number) =>
    n === null || axis === 0 || (axis === 1 && expected.length > 2) || n === shape[axis];
  if (shape.length !== expected.length || !expected.every(fits)) {
    throw new RangeError(
      `${taker} takes ${wanted(expected)}, but the input is ${array.shape.join(' × ') || 'a single number'}`,
    );
  }
  if (!added) return { array, added };
  const { data, offset } = array;
  const stride = [array.size, ...array.stride];
  return { array: toNdArray({ data, shape, stride, offset }), added };
}

/** Such as `samples × 302 × 1 (or one sample, 302 × 1)`. */
function wanted(expected: Shape): string {
  const words = ['samples', 'time', ...expected.slice(2).map(() => 'features')];
  const one = expected.map((n, axis) => n ?? words[axis]).slice(1);
  return `samples × ${one.join(' × ')} (or one sample, ${one.join(' × ')})`;
}
