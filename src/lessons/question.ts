// What is known of an exercise: how its answer is told, and what is said of it. The answers themselves are sealed.
import type { SealedNumber } from './seal.js';

/** A wrong answer that many give, and what to say to it. */
export interface Slip<T> {
  /** The sealed wrong answer. */
  readonly is: T;
  /** What went wrong, without the right answer. */
  readonly says: string;
}

interface Told<T> {
  /** What is asked for, as a noun: `a share between 0 and 1`. */
  readonly asks: string;
  /** What to look at again, when nothing better can be said. */
  readonly hint: string;
  /** What a right answer means; said only then. */
  readonly so: string;
  /** Wrong answers that are known. */
  readonly slips?: readonly Slip<T>[];
}

/** One number, within a tolerance. */
export interface NumberQuestion extends Told<SealedNumber> {
  /** How it is told from the others. */
  readonly kind: 'number';
  /** The right answer. */
  readonly is: SealedNumber;
}

/** One whole number: a unit, a step, a count. */
export interface WholeQuestion extends Told<string> {
  /** How it is told from the others. */
  readonly kind: 'whole';
  /** The right answer. */
  readonly is: string;
}

/** A word, such as the id of a cause. */
export interface WordQuestion extends Told<string> {
  /** How it is told from the others. */
  readonly kind: 'word';
  /** The right answer. */
  readonly is: string;
}

/** An exercise. */
export type Question = NumberQuestion | WholeQuestion | WordQuestion;
