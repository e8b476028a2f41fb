import { ArgumentError, GatelabError } from '../errors.js';
import { judge } from './judge.js';
import { questions } from './questions.js';

/** What `check` gives for a right answer; its text is what a notebook shows. */
export interface Checked {
  /** The exercise. */
  readonly exercise: string;
  /** Anything else is thrown. */
  readonly right: true;
  /** That it is right, and what it means. */
  toString(): string;
}

/**
 * Checks the answer of an exercise of the lessons. Only a right answer comes back: a wrong one, none at all, NaN, a promise that nobody waited for and an exercise that is not
 * there are errors, so that a cell that checks cannot end well by accident, also where a program marks it (nbgrader counts errors).
 *
 *     check('03-1', share)
 * @param exercise its name, lesson and number.
 * @param answer a number, a list or a word, as the exercise asks.
 * @throws GatelabError (`reason` is `not-right`) that says what is missing, not what is right; ArgumentError for an exercise that is not there.
 */
export function check(exercise: string, answer: unknown): Checked {
  const question = Object.hasOwn(questions, exercise) ? questions[exercise] : undefined;
  if (!question) {
    const known = Object.keys(questions).join(', ');
    throw new ArgumentError(`There is no exercise ${JSON.stringify(exercise)}; there are ${known}`);
  }
  const missing = judge(exercise, question, answer);
  if (missing !== undefined) {
    throw new GatelabError(`Exercise ${exercise} is not right yet: ${missing}`, {
      reason: 'not-right',
    });
  }
  const says = `✓ ${exercise} is right. ${question.so}`;
  return { exercise, right: true, toString: () => says };
}
