import type { FlatGru } from './flat-cell.js';
import { GateSums, productOfErrors, sumNoise } from './gate-sums.js';
import { GateBlock } from './gates.js';
import type { Matrix } from './linear-map.js';
import type { Signs } from './signs.js';
import { operandOf, roundingOf, rowOperand, signWord } from './signs.js';
import type { MemberError, Tangent, TangentSetup } from './tangent.js';
import { spreadThrough } from './tangent.js';

/**
 * One GRU step and its Jacobian: h′ = z∘h + (1−z)∘n. The candidate n sees the recurrent product m, of h (and then scaled by the
 * reset gate) or of r∘h.
 */
export class GruTangent implements Tangent {
  readonly values: Readonly<Record<'z' | 'r' | 'n' | 'h', Float64Array>>;
  readonly errors: Readonly<Record<'z' | 'r' | 'n' | 'h', Float64Array>>;
  readonly #cell: FlatGru;
  readonly #roundoff: number;
  readonly #seed: number;
  readonly #signs: Signs;
  readonly #gateU: Matrix;
  readonly #candidateU: Matrix;
  readonly #candidateSizes: Matrix;
  readonly #sums: GateSums;
  readonly #block: GateBlock;
  /** The errors of all three sums, and of their blocks z, r and n. */
  readonly #blockErrors: Float64Array;
  readonly #last: Float64Array;
  readonly #stateNoise: Float64Array;
  readonly #stateSigns: Int32Array;
  /** m, the noise of its rounding with its signs, and its error. */
  readonly #product: {
    readonly value: Float64Array;
    readonly noise: Float64Array;
    readonly words: Int32Array;
    readonly error: Float64Array;
  };

  constructor(setup: TangentSetup<FlatGru>) {
    const { cell, roundoff, initialState, signs, seed = 0 } = setup;
    const n = cell.units;
    const zeros = (width = n) => new Float64Array(width);
    [this.#cell, this.#roundoff, this.#seed, this.#signs] = [cell, roundoff, seed, signs];
    this.#gateU = cell.U.columns(0, 2 * n);
    this.#candidateU = cell.U.columns(2 * n, 3 * n);
    this.#candidateSizes = this.#candidateU.map(Math.abs);
    // The recurrent bias of the candidate belongs to its product.
    const recurrentBias = cell.recurrentBias.map((b, k) => (k < 2 * n ? b : 0));
    this.#sums = new GateSums({ ...cell, U: this.#gateU, recurrentBias, roundoff });
    const inputError = spreadThrough(setup);
    this.#block = new GateBlock({ width: 3 * n, roundoff, seed, inputError, signs });
    this.#blockErrors = zeros(3 * n);
    [this.#last, this.#stateNoise, this.#stateSigns] = [zeros(), zeros(), new Int32Array(n)];
    this.#product = { value: zeros(), noise: zeros(), words: new Int32Array(n), error: zeros() };
    this.values = { ...thirds(this.#block.value, n), h: initialState.h.slice() };
    this.errors = { ...thirds(this.#blockErrors, n), h: zeros() };
  }

  advance(x: Float64Array): void {
    const { units: n, activation, recurrentActivation } = this.#cell;
    const [sums, block, roundoff, { h }] = [this.#sums, this.#block, this.#roundoff, this.values];
    const row = roundoff > 0 ? rowOperand(x, roundoff) : 0;
    sums.readInput(x);
    sums.addRecurrent(h);
    block.evaluate([0, 2 * n], recurrentActivation, sums, row);
    this.#multiply();
    block.evaluate([2 * n, 3 * n], activation, sums, row);
    this.#last.set(h);
    this.#moveState();
  }

  /** The recurrent product of the candidate, added to its sum. */
  #multiply(): void {
    const { units: n, recurrentBias, resetAfter } = this.#cell;
    const [{ r, h }, { value, noise, words }] = [this.values, this.#product];
    const [roundoff, { z, total }] = [this.#roundoff, this.#sums];
    value.set(recurrentBias.subarray(2 * n));
    const seen = resetAfter ? h : h.map((x, j) => x * r[j]!);
    this.#candidateU.add(seen, value);
    const sizes = recurrentBias.subarray(2 * n).map(Math.abs);
    if (roundoff > 0) this.#candidateSizes.add(seen.map(Math.abs), sizes);
    for (let j = 0; j < n; j++) {
      const gated = resetAfter ? r[j]! * value[j]! : value[j]!;
      z[2 * n + j]! += gated;
      if (roundoff === 0) continue;
      total[2 * n + j]! += Math.abs(gated);
      noise[j] = sumNoise([n + 1, sizes[j]!, value[j]!], roundoff);
      const operands = Math.round(value[j]! / (8 * roundoff * (sizes[j]! + 1e-30)));
      words[j] = signWord(this.#seed + 3 * n + j, operands);
    }
  }

  #moveState(): void {
    const [{ z, n: candidate, h }, roundoff] = [this.values, this.#roundoff];
    for (let j = 0; j < h.length; j++) {
      const [kept, added] = [z[j]! * h[j]!, (1 - z[j]!) * candidate[j]!];
      h[j] = kept + added;
      if (roundoff === 0) continue;
      // Either (1 − z)∘n + z∘h, or n + z∘(h − n).
      const other = z[j]! * (this.#last[j]! - candidate[j]!);
      this.#stateNoise[j] = Math.hypot(
        roundingOf(kept, roundoff),
        roundingOf(added, roundoff),
        roundoff * Math.abs(candidate[j]!) * 0.5,
        roundingOf(other, roundoff),
        roundingOf(h[j]!, roundoff),
      );
      const [ofZ, ofN] = [j, 2 * h.length + j].map((k) => this.#block.spreadOf(k));
      this.#stateNoise[j]! += productOfErrors(ofZ!, ofN!);
      const operands = operandOf(kept, roundoff) ^ (operandOf(added, roundoff) << 7);
      this.#stateSigns[j] = signWord(this.#seed + 4 * h.length + j, operands);
    }
  }

  push(error: MemberError, member: number, below?: Float64Array): void {
    const [block, all, { z, n: candidate }] = [this.#block, this.#blockErrors, this.values];
    const [{ errors }, n] = [this, this.#cell.units];
    all.fill(0);
    if (below) this.#cell.W.add(below, all);
    this.#gateU.add(error.h, all.subarray(0, 2 * n));
    for (let k = 0; k < 2 * n; k++) all[k] = block.errorOf(k, all[k]!, member);
    this.#pushProduct(error.h, member);
    for (let j = 0; j < n; j++) {
      errors.n[j] = block.errorOf(2 * n + j, errors.n[j]! + this.#product.error[j]!, member);
      const kept = z[j]! * error.h[j]! + (1 - z[j]!) * errors.n[j]!;
      const moved = (this.#last[j]! - candidate[j]!) * errors.z[j]!;
      const rounded = this.#stateNoise[j]! * this.#signs.of(this.#stateSigns[j]!, member);
      error.h[j] = errors.h[j] = kept + moved + rounded;
    }
  }

  /** The error of what the recurrent product adds to the candidate's sum. */
  #pushProduct(h: Float64Array, member: number): void {
    const [{ r }, { value, noise, words, error }] = [this.values, this.#product];
    const [rError, { resetAfter }] = [this.errors.r, this.#cell];
    const seen = resetAfter ? h : h.map((e, j) => r[j]! * e + this.#last[j]! * rError[j]!);
    for (let j = 0; j < error.length; j++) error[j] = noise[j]! * this.#signs.of(words[j]!, member);
    this.#candidateU.add(seen, error);
    if (!resetAfter) return;
    for (let j = 0; j < error.length; j++) error[j] = r[j]! * error[j]! + value[j]! * rError[j]!;
  }

  settle(members: number): void {
    this.#block.settle(members);
  }
}

/** The blocks of z, r and n in a vector of three times n; views. */
function thirds(all: Float64Array, n: number): Record<'z' | 'r' | 'n', Float64Array> {
  const part = (k: number) => all.subarray(k * n, (k + 1) * n);
  return { z: part(0), r: part(1), n: part(2) };
}
