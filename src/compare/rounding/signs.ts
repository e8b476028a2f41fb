import { float16 } from './precisions.js';

/** Members of the ensemble whose roundings repeat themselves, as many as a word has bits; and in all. */
export const repeatingMembers = 32;
/** Members of the ensemble. */
export const memberCount = 2 * repeatingMembers;

/**
 * The signs of a source with these operands, one bit per repeating member: a rounding is a function of what is rounded, so the same
 * operands round alike, and others as good as independently (the finaliser of MurmurHash3, Appleby 2011).
 */
export function signWord(source: number, operands: number): number {
  let h = Math.imul(source + 1, 0x9e3779b1) ^ operands;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** The sign of a repeating member: +1 or −1. */
export function signOf(word: number, member: number): number {
  return 1 - ((word >>> (member % repeatingMembers)) & 1) * 2;
}

/**
 * The signs of roundings for all members of an ensemble. Half of them repeat themselves where operands do (`signWord`): at a fixed point their
 * errors add up coherently. For the others every rounding is a new one, as where a float32 program keeps going round its fixed point.
 */
export class Signs {
  #state = 0x9e3779b9 | 0;

  /** The sign of a member, for a source whose word this is. */
  of(word: number, member: number): number {
    if (member < repeatingMembers) return signOf(word, member);
    // Always the same stream (xorshift, Marsaglia 2003), so that a band is the same on every machine.
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return state < 0 ? -1 : 1;
  }
}

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** A number for a value, equal for values that agree up to about eight roundings of this size. */
export function operandOf(value: number, roundoff: number): number {
  float[0] = value;
  return Math.round(bits[0]! * (2 ** -27 / roundoff));
}

/** One number for all operands of a row. */
export function rowOperand(row: Float64Array, roundoff: number): number {
  let all = row.length;
  for (let k = 0; k < row.length; k++) all = signWord(all, operandOf(row[k]!, roundoff));
  return all;
}

/**
 * The standard deviation of rounding a value once: the error is spread evenly over half the distance of neighbouring numbers, which
 * is the same from one power of two to the next.
 */
export function roundingOf(value: number, roundoff: number): number {
  float[0] = value;
  bits[0]! &= 0x7f800000;
  const half = roundoff * float[0]!;
  // The small numbers of float16 lie evenly.
  return 0.5773502691896258 * (roundoff === float16.roundoff ? Math.max(half, 2 ** -25) : half);
}
