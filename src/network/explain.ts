import type { ActivationEra } from '../cell/activations.js';
import { activationNamed, hardSigmoids } from '../cell/activations.js';

/** What an activation means, for people and programs. */
export interface ActivationHelp {
  readonly name: string;
  /** Which of the functions of that name. */
  readonly id: string;
  readonly formula: string;
  readonly definedIn: string;
  /** Other functions that go by the same name elsewhere. */
  readonly confusedWith: readonly string[];
  toString(): string;
}

/**
 * Explains an activation as the file's framework and version understand it.
 * @throws RangeError for an unknown name.
 */
export function explainActivation(name: string, era: ActivationEra): ActivationHelp {
  const { id, formula, definedIn } = activationNamed(name, era);
  const confusedWith = Object.keys(hardSigmoids)
    .filter((other) => Object.hasOwn(hardSigmoids, id) && other !== id)
    .map((other) => {
      const twin = activationNamed(other, era);
      return `${other}: ${twin.formula}, in ${twin.definedIn}`;
    });
  return {
    name,
    id,
    formula,
    definedIn,
    confusedWith,
    toString: () =>
      [
        `${name} here is ${formula}: ${definedIn}.`,
        ...confusedWith.map((other) => `Not ${other}.`),
      ].join('\n'),
  };
}
