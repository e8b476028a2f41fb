import { ArgumentError } from '../errors.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { toStorage } from '../ndarray/make.js';
import type { Block } from './blocks.js';
import { placeOf } from './blocks.js';

/**
 * Something that is known of every step: numbers of samples × steps (of one sequence: steps), or a function that tells the number of a step of a
 * sequence.
 */
export type Variable = ArrayInput | ((sample: number, step: number) => number);

/** Variables by their names. */
export type Variables = Readonly<Record<string, Variable>>;

/** A variable that can be asked for the numbers of a block. */
export interface KnownVariable {
  /** What it is called. */
  readonly name: string;
  /** For how many sequences it was given; undefined for a function. */
  readonly samples: number | undefined;
  /** The number at each row of a block. */
  of(block: Block): Float64Array;
  /** The number at a step that may not count, such as that of another sequence; NaN outside of what was given. */
  at(sample: number, step: number): number;
  /** @throws ArgumentError where it was given for another number of sequences. */
  requireSamples(samples: number): void;
}

/**
 * A variable as it is asked for.
 * @throws ArgumentError for another number of axes.
 */
export function variableOf(name: string, given: Variable): KnownVariable {
  if (typeof given === 'function') {
    return {
      name,
      samples: undefined,
      at: given,
      of: (block) => numbersAt(name, given, block),
      requireSamples: () => undefined,
    };
  }
  const array = asNdArray(given, `The variable "${name}"`);
  const [steps = 0, samples = 1] = array.shape.toReversed();
  if (array.dimension < 1 || array.dimension > 2) {
    throw new ArgumentError(
      `The variable "${name}" should be samples × steps, but is ${array.shape.join(' × ') || 'a single number'}`,
      { reason: 'shape' },
    );
  }
  const values = toStorage(array, 'float64');
  const at = (sample: number, step: number) =>
    sample < samples && step < steps ? values[sample * steps + step]! : NaN;
  return {
    name,
    samples,
    at,
    of(block) {
      if (block.steps !== steps || block.first + block.samples > samples) {
        throw new ArgumentError(
          `The variable "${name}" is ${samples} × ${steps}, but sequences ${block.first} to ${block.first + block.samples - 1} have ${block.steps} steps`,
          { reason: 'shape' },
        );
      }
      return numbersAt(name, at, block);
    },
    requireSamples(count) {
      if (count === samples) return;
      throw new ArgumentError(
        `The variable "${name}" was given for ${samples} sequences, but there are ${count}`,
        { reason: 'shape' },
      );
    },
  };
}

/** Several variables as they are asked for. */
export function variablesOf(given: Variables = {}): readonly KnownVariable[] {
  return Object.entries(given).map(([name, variable]) => variableOf(name, variable));
}

/** @throws ArgumentError for a number that is not finite. */
function numbersAt(
  name: string,
  at: (sample: number, step: number) => number,
  block: Block,
): Float64Array {
  return Float64Array.from({ length: block.rows }, (_, row) => {
    const { sample, step } = placeOf(block, row);
    const value = at(sample, step);
    if (Number.isFinite(value)) return value;
    throw new ArgumentError(
      `The variable "${name}" is ${value} at step ${step} of sequence ${sample}: leave the step out by a mask, { mask }`,
    );
  });
}
