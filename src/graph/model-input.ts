import { ArgumentError } from '../errors.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import type { FloatType } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { toNdArray } from '../ndarray/nd-array.js';
import type { Batch, Shape } from '../trace/batch.js';
import { toBatch } from '../trace/batch.js';

/** A model's input: one array, or several for a model of several inputs. */
export type ModelInput = ArrayInput | SeveralInputs;

/** Several inputs: in the model's order, or by their names. */
export interface SeveralInputs {
  /** A list in the model's order, or by name. */
  readonly inputs: readonly ArrayInput[] | Readonly<Record<string, ArrayInput>>;
}

/** Inputs as batches, and whether the user gave one sample without a sample axis. */
export interface CheckedInput {
  /** In the model's order, samples first. */
  readonly batches: Batch[];
  /** Whether a sample axis was put in. */
  readonly single: boolean;
}

/** Who takes the inputs, and what they are called. */
export interface Taker {
  /** Who takes them, for messages. */
  readonly taker: string;
  /** The precision of the run. */
  readonly dtype: FloatType;
  /** What they are called, in the model's order. */
  readonly names?: readonly string[];
}

/**
 * Checks what a user hands in against the shapes that a model takes, and adds the sample axis where it is missing.
 * @throws ArgumentError for another rank or number of features; names what is taken and what was given.
 */
export function checkInput(
  input: ModelInput,
  expected: readonly Shape[],
  { taker, dtype, names = [] }: Taker,
): CheckedInput {
  const given = isSeveral(input) ? inOrder(input.inputs, { taker, names }) : [input];
  if (given.length !== expected.length) {
    throw new ArgumentError(
      `${taker} takes ${expected.length} inputs, but ${given.length} given: pass { inputs: [a, b] }`,
      { reason: 'missing-input' },
    );
  }
  const arrays = given.map((one, k) => withSamples(asNdArray(one), expected[k]!, taker));
  const single = arrays.every(({ added }) => added);
  return { batches: arrays.map(({ array }) => toBatch(array, dtype)), single };
}

function inOrder(
  inputs: SeveralInputs['inputs'],
  { taker, names }: { taker: string; names: readonly string[] },
): readonly ArrayInput[] {
  if (Array.isArray(inputs)) return inputs as readonly ArrayInput[];
  const given = inputs as Readonly<Record<string, ArrayInput>>;
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  const missing = names.find((name) => !Object.hasOwn(given, name));
  if (unknown === undefined && missing === undefined) return names.map((name) => given[name]!);
  throw new ArgumentError(
    `${taker} takes the inputs ${names.join(', ')}, but ${unknown === undefined ? `"${missing}" is missing` : `"${unknown}" is none of them`}`,
    { reason: 'missing-input' },
  );
}

/** Whether a user gives several inputs. */
export function isSeveral(input: ModelInput): input is SeveralInputs {
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
    throw new ArgumentError(
      `${taker} takes ${wanted(expected)}, but the input is ${array.shape.join(' × ') || 'a single number'}`,
      { reason: 'shape' },
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
