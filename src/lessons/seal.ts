// How an answer is kept so that it can be compared, and not be read.
//
// A number is compared within a tolerance w. The line of numbers is cut into cells of width 2w, laid so that the right answer is in the middle of one: `phase` says where
// the cells lie, and the number of the cell is kept as a fingerprint. So exactly the numbers within w are accepted, none is rejected for lying near an edge of rounding, and
// what can be read is the answer modulo 2w: the digits that do not count.
import { fingerprint } from './fingerprint.js';

/** A number that was sealed. */
export interface SealedNumber {
  /** How far an answer may be off, in its own unit. */
  readonly within: number;
  /** The right answer modulo twice `within`. */
  readonly phase: number;
  /** The fingerprint of its cell. */
  readonly seal: string;
}

/** Seals a number. @param salt makes equal answers of different questions different. */
export function sealNumber(salt: string, answer: number, within: number): SealedNumber {
  const width = 2 * within;
  const phase = answer - width * Math.floor(answer / width);
  return { within, phase, seal: sealOfCell(salt, cellOf(answer, phase, width)) };
}

/** Whether a number lies within the tolerance of the sealed one. */
export const opensNumber = (salt: string, sealed: SealedNumber, answer: number): boolean =>
  sealOfCell(salt, cellOf(answer, sealed.phase, 2 * sealed.within)) === sealed.seal;

/** Whether a number is not within the tolerance, but within so many times of it. */
export function isNear(salt: string, sealed: SealedNumber, answer: number, times = 10): boolean {
  const cell = cellOf(answer, sealed.phase, 2 * sealed.within);
  const reach = Math.floor(times / 2);
  return Array.from({ length: 2 * reach + 1 }, (_, k) => cell - reach + k).some(
    (other) => sealOfCell(salt, other) === sealed.seal,
  );
}

/** Seals a word: small and capital letters, and spaces around it, do not matter. */
export const sealWord = (salt: string, word: string): string =>
  fingerprint(`${salt}|${word.trim().toLowerCase()}`);

const cellOf = (answer: number, phase: number, width: number) =>
  Math.round((answer - phase) / width);

/** -0 and 0 are one cell. */
const sealOfCell = (salt: string, cell: number) => fingerprint(`${salt}|${cell === 0 ? 0 : cell}`);
