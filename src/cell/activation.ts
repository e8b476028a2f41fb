import type { FloatStorage } from '../ndarray/nd-array.js';

/** One activation function, told apart from others of the same name. */
export interface Activation {
  /** The name in the model file, such as `hard_sigmoid`. */
  readonly name: string;
  /** Which function of that name: `hard_sigmoid_keras2`, `hard_sigmoid_keras3`; otherwise the name itself. */
  readonly id: string;
  /** The formula, for people. */
  readonly formula: string;
  /** Where the framework defines it. */
  readonly definedIn: string;
  /** The function of one number; absent where a whole vector is needed (softmax). */
  readonly of?: (x: number) => number;
  /** Its derivative; absent where `of` is, and where a reading made the function up. */
  readonly slope?: (x: number) => number;
  /** Replaces a vector by its activation, in place. */
  apply(values: FloatStorage): void;
}

/** What tells two activations apart, before the vector form is derived. */
export type ActivationFacts = Pick<Activation, 'name' | 'id' | 'formula' | 'definedIn'>;

/** An activation that treats every element alike. */
export function elementwise(
  facts: ActivationFacts,
  of: (x: number) => number,
  slope?: (x: number) => number,
): Activation {
  return {
    ...facts,
    of,
    ...(slope && { slope }),
    apply(values) {
      for (let k = 0; k < values.length; k++) values[k] = of(values[k]!);
    },
  };
}

/** An activation of a vector as a whole. */
export function vectorwise(
  facts: ActivationFacts,
  apply: (values: FloatStorage) => void,
): Activation {
  return { ...facts, apply };
}
