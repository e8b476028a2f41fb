import { rootSum } from './root-sum.js';
import { unitRoundoff } from './curves.js';
import { roundingOf } from './signs.js';
import type { LinearMap } from './linear-map.js';

/** What the sums of a block of gates are made of. */
export interface SumParts {
  /** What the input is multiplied by. */
  readonly W: LinearMap;
  /** What the hidden state is multiplied by. */
  readonly U: LinearMap;
  /** The bias, one number per sum. */
  readonly b: Float64Array;
  /** The bias of the recurrent product, one number per sum. */
  readonly recurrentBias: Float64Array;
  /** The relative error of one rounding; with 0 the sizes of the terms, which rounding is measured by, are left out. */
  readonly roundoff: number;
}

/** Sums x·W + b + h·U + b′ of a block of gates, and beside them the sums of the absolute values of all terms. */
export class GateSums {
  /** Of the input alone: x·W + b. */
  readonly input: Float64Array;
  /** The absolute values of the terms of `input`, added up. */
  readonly inputTotal: Float64Array;
  /** All terms together: x·W + b + h·U + b′. */
  readonly z: Float64Array;
  /** The absolute values of the terms of `z`, added up. */
  readonly total: Float64Array;
  /** How many terms a sum of `input` has. */
  readonly inputTerms: number;
  /** How many terms a sum of `z` has. */
  readonly terms: number;
  readonly #parts: SumParts;

  constructor(parts: SumParts) {
    const { b, W, U } = parts;
    const zeros = () => new Float64Array(b.length);
    [this.input, this.inputTotal, this.z, this.total] = [zeros(), zeros(), zeros(), zeros()];
    this.inputTerms = W.terms + 1;
    this.terms = W.terms + U.terms + 2;
    this.#parts = parts;
  }

  /** Begins the sums of a step with what its input gives. */
  readInput(x: Float64Array): void {
    const { b, W, recurrentBias, roundoff } = this.#parts;
    const { input, inputTotal, z, total } = this;
    input.set(b);
    if (roundoff === 0) W.add(x, input);
    else {
      for (let k = 0; k < b.length; k++) inputTotal[k] = Math.abs(b[k]!);
      W.addSized(x, input, inputTotal);
    }
    for (let k = 0; k < z.length; k++) {
      z[k] = input[k]! + recurrentBias[k]!;
      total[k] = inputTotal[k]! + Math.abs(recurrentBias[k]!);
    }
  }

  /** Adds h·U. */
  addRecurrent(h: Float64Array): void {
    // The first step of most runs: what U holds need not even be looked at.
    if (isZero(h)) return;
    const { U, roundoff } = this.#parts;
    // A block of gates that U does not reach is left for others to complete: it is the last one.
    if (roundoff === 0) U.add(h, this.z);
    else U.addSized(h, this.z, this.total);
  }

  /** What rounding does to the input's part of sum k (a standard deviation). */
  inputNoiseOf(k: number): number {
    return sumNoise(this.inputTerms, this.inputTotal[k]!, this.input[k]!, this.#parts.roundoff);
  }

  /** The same of all else in it; `ofInput` is what `inputNoiseOf` says. */
  otherNoiseOf(k: number, ofInput: number): number {
    const { roundoff } = this.#parts;
    const z = this.z[k]!;
    if (roundoff > unitRoundoff) {
      // x·W + b, h·U, and what makes one sum of them.
      const whole = roundingOf(z, roundoff);
      return rootSum(roundingOf(z - this.input[k]!, roundoff), whole, whole);
    }
    const all = sumNoise(this.terms, this.total[k]!, z, roundoff);
    return Math.sqrt(Math.max(all * all - ofInput * ofInput, (all * all) / 4));
  }

  /** Adds the products of two vectors to the sums from `start` on: a peephole. */
  addProducts(start: number, a: Float64Array, b: Float64Array): void {
    for (let j = 0; j < a.length; j++) {
      const term = a[j]! * b[j]!;
      this.z[start + j]! += term;
      this.total[start + j]! += Math.abs(term);
    }
  }
}

/** On average over a number's leading digits, its rounding error is this much smaller than a rounding of 2^(its exponent + 1) / 2. */
const meanOverDigits = Math.sqrt(0.75 / (2 * Math.LN2));
/** The mean square of partial sums as a share of their peak, where terms come sorted by size, first those of one sign. */
const meanOfPartialSums = 0.55;

/**
 * The standard deviation of what rounding does to a sum of so many products, whose absolute values add up to `total`, added in the worst
 * order: all terms of one sign first, so that partial sums grow to the sum of these. Errors of independent roundings grow with the root
 * of their number (Higham and Mary 2019). In half precision TensorFlow, PyTorch and cuBLAS add in float32 and round the result, then once more
 * with the bias.
 */
export function sumNoise(terms: number, total: number, sum: number, roundoff: number): number {
  if (roundoff > unitRoundoff) return Math.SQRT2 * roundingOf(sum, roundoff);
  const peak = (total + Math.abs(sum)) / 2;
  const partialSums = meanOfPartialSums * terms * peak * peak;
  const products = (1.6 * total * total) / terms;
  return roundoff * meanOverDigits * Math.sqrt((partialSums + products) / 3);
}

/**
 * What a first-order budget leaves out of a product: the errors of both factors, multiplied. It is nothing beside a rounding, except where
 * both factors are almost 0.
 */
export function productOfErrors(a: number, b: number): number {
  return 4 * a * b;
}

function isZero(row: Float64Array): boolean {
  for (let k = 0; k < row.length; k++) if (row[k] !== 0) return false;
  return true;
}
