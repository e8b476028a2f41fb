import { float16 } from './precisions.js';

/** Members of the ensemble: half of them repeat themselves, as many as a word has bits. */
export const memberCount = 64;

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

/** The sign that a word has for one of its members: +1 or −1. */
export function signOf(word: number, member: number): number {
  return 1 - ((word >>> member) & 1) * 2;
}

/**
 * Words of signs for those members whose roundings do not repeat themselves: every one is new, as where a float32 program keeps going round its
 * fixed point. Always the same stream (xorshift, Marsaglia 2003, its bits mixed), so that a band is the same whenever it is computed.
 */
export class FreshSigns {
  #state = 0x9e3779b9 | 0;

  /** The signs of a source, one bit per member. */
  next(): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    let h = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
  }
}

/** Roundings of these sizes for all members, those of one source side by side; the first half of the members takes its signs from the words. */
export function fillRoundings(
  out: Float32Array,
  {
    noise,
    words,
    signs,
  }: { readonly noise: Float64Array; readonly words: Int32Array; readonly signs: FreshSigns },
): void {
  const half = out.length / noise.length / 2;
  for (let j = 0; j < noise.length; j++) {
    const [size, from] = [noise[j]!, 2 * j * half];
    const [word, fresh] = [words[j]!, signs.next()];
    for (let m = 0; m < half; m++) {
      out[from + m] = size * signOf(word, m);
      out[from + half + m] = size * signOf(fresh, m);
    }
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
