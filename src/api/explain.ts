import type { ActivationEra } from '../cell/find-activation.js';
import { activationNamed, hardSigmoids } from '../cell/find-activation.js';

/** What an activation means, for people and programs. */
export interface ActivationHelp {
  /** As the model file writes it. */
  readonly name: string;
  /** Which of the functions of that name. */
  readonly id: string;
  /** In x, as one line of text. */
  readonly formula: string;
  /** The framework, and the versions of it, that define it so. */
  readonly definedIn: string;
  /** Other functions that go by the same name elsewhere. */
  readonly confusedWith: readonly string[];
  /** All of it as lines to read. */
  toString(): string;
}

/**
 * Explains an activation as the file's framework and version understand it.
 * @throws UnsupportedError for an unknown name.
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
