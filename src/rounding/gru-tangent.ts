import { rootSum } from './root-sum.js';
import type { FlatGru } from './flat-cell.js';
import { GateSums, productOfErrors, sumNoise } from './gate-sums.js';
import { GateBlock } from './gates.js';
import type { LinearMap } from './linear-map.js';
import { fillRoundings, operandOf, roundingOf, rowOperand, signOf, signWord } from './signs.js';
import type { FirstProduct, MemberErrors, Tangent, TangentSetup } from './tangent.js';
import { spreadThrough } from './tangent.js';

type Series<T> = Readonly<Record<'z' | 'r' | 'n' | 'h', T>>;

/**
 * One GRU step and its Jacobian: h′ = z∘h + (1−z)∘n. The candidate n sees the recurrent product m, of h (and then scaled by the
 * reset gate) or of r∘h.
 */
export class GruTangent implements Tangent {
  /** The values of each series at this step. */
  readonly values: Series<Float64Array>;
  /** The members' errors in each series. */
  readonly errors: Series<MemberErrors>;
  /** What the errors of h are multiplied with before anything else. */
  readonly first: readonly FirstProduct[];
  readonly #setup: TangentSetup<FlatGru>;
  readonly #candidateU: LinearMap;
  readonly #sums: GateSums;
  readonly #block: GateBlock;
  /** The errors of all three sums, and then of z, r and n; and what the product with h makes of the next ones of z and r. */
  readonly #gateErrors: MemberErrors;
  readonly #nextSums: MemberErrors;
  readonly #last: Float64Array;
  readonly #stateNoise: Float64Array;
  readonly #stateSigns: Int32Array;
  /** m, the noise of its rounding with its signs, the members' errors in it, and in what it is a product of. */
  readonly #product: {
    readonly value: Float64Array;
    readonly noise: Float64Array;
    readonly words: Int32Array;
    readonly errors: MemberErrors;
    readonly seen: MemberErrors;
  };

  constructor(setup: TangentSetup<FlatGru>) {
    const { cell, roundoff, initialState, members } = setup;
    const n = cell.units;
    const zeros = () => new Float64Array(n);
    const errors = (width = n) => new Float32Array(width * members);
    this.#setup = setup;
    const gateU = cell.U.columns(0, 2 * n);
    this.#candidateU = cell.U.columns(2 * n, 3 * n);
    // The recurrent bias of the candidate belongs to its product.
    const recurrentBias = cell.recurrentBias.map((b, k) => (k < 2 * n ? b : 0));
    this.#sums = new GateSums({ ...cell, U: gateU, recurrentBias, roundoff });
    const inputError = spreadThrough(setup);
    this.#block = new GateBlock({ ...setup, width: 3 * n, inputError });
    [this.#gateErrors, this.#nextSums] = [errors(3 * n), errors(2 * n)];
    [this.#last, this.#stateNoise, this.#stateSigns] = [zeros(), zeros(), new Int32Array(n)];
    const words = new Int32Array(n);
    this.#product = { value: zeros(), noise: zeros(), words, errors: errors(), seen: errors() };
    this.values = { ...thirds(this.#block.value), h: initialState.h.slice() };
    this.errors = { ...thirds(this.#gateErrors), h: errors() };
    this.first = [{ map: gateU, rows: this.errors.h, out: this.#nextSums }];
  }

  advance(x: Float64Array): void {
    const { cell, roundoff } = this.#setup;
    const { units: n, activation, recurrentActivation } = cell;
    const [sums, block, { h }] = [this.#sums, this.#block, this.values];
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
    const { cell, roundoff, seed = 0 } = this.#setup;
    const { units: n, recurrentBias, resetAfter } = cell;
    const [{ r, h }, { value, noise, words }] = [this.values, this.#product];
    const { z, total } = this.#sums;
    value.set(recurrentBias.subarray(2 * n));
    const seen = resetAfter ? h : h.map((x, j) => x * r[j]!);
    const sizes = recurrentBias.subarray(2 * n).map(Math.abs);
    if (roundoff > 0) this.#candidateU.addSized(seen, value, sizes);
    else this.#candidateU.add(seen, value);
    for (let j = 0; j < n; j++) {
      const gated = resetAfter ? r[j]! * value[j]! : value[j]!;
      z[2 * n + j]! += gated;
      if (roundoff === 0) continue;
      total[2 * n + j]! += Math.abs(gated);
      noise[j] = sumNoise(n + 1, sizes[j]!, value[j]!, roundoff);
      const operands = Math.round(value[j]! / (8 * roundoff * (sizes[j]! + 1e-30)));
      words[j] = signWord(seed + 3 * n + j, operands);
    }
  }

  #moveState(): void {
    const { roundoff, seed = 0 } = this.#setup;
    const { z, n: candidate, h } = this.values;
    for (let j = 0; j < h.length; j++) {
      const kept = z[j]! * h[j]!;
      const added = (1 - z[j]!) * candidate[j]!;
      h[j] = kept + added;
      if (roundoff === 0) continue;
      // Either (1 − z)∘n + z∘h, or n + z∘(h − n).
      const other = z[j]! * (this.#last[j]! - candidate[j]!);
      const ofZ = this.#block.spreadOf(j);
      const ofN = this.#block.spreadOf(2 * h.length + j);
      this.#stateNoise[j] =
        rootSum(
          roundingOf(kept, roundoff),
          roundingOf(added, roundoff),
          roundoff * Math.abs(candidate[j]!) * 0.5,
          rootSum(roundingOf(other, roundoff), roundingOf(h[j]!, roundoff)),
        ) + productOfErrors(ofZ, ofN);
      const operands = operandOf(kept, roundoff) ^ (operandOf(added, roundoff) << 7);
      this.#stateSigns[j] = signWord(seed + 4 * h.length + j, operands);
    }
  }

  push(below?: MemberErrors): void {
    const { cell, members, signs } = this.#setup;
    const [block, all, { values, errors }] = [this.#block, this.#gateErrors, this];
    const [n, half] = [cell.units, members / 2];
    all.set(this.#nextSums);
    all.fill(0, this.#nextSums.length);
    this.#nextSums.fill(0);
    if (below) cell.W.addMembers(below, all, members);
    block.push([0, 2 * n], all);
    this.#pushProduct();
    block.push([2 * n, 3 * n], all);
    for (let j = 0; j < n; j++) {
      const z = values.z[j]!;
      const ofZ = this.#last[j]! - values.n[j]!;
      const noise = this.#stateNoise[j]!;
      let word = this.#stateSigns[j]!;
      for (let at = j * members; at < (j + 1) * members; at += half) {
        for (let m = 0, k = at; m < half; m++, k++) {
          errors.h[k] =
            z * errors.h[k]! +
            (1 - z) * errors.n[k]! +
            ofZ * errors.z[k]! +
            noise * signOf(word, m);
        }
        word = signs.next();
      }
    }
  }

  /** Adds the errors of the recurrent product to those of the candidate's sum. */
  #pushProduct(): void {
    const { cell, members, signs } = this.#setup;
    const { value, noise, words, errors: product, seen } = this.#product;
    const [{ r }, { errors }] = [this.values, this];
    const { resetAfter } = cell;
    fillRoundings(product, { noise, words, signs });
    for (let j = 0; !resetAfter && j < r.length; j++) {
      for (let k = j * members; k < (j + 1) * members; k++) {
        seen[k] = r[j]! * errors.h[k]! + this.#last[j]! * errors.r[k]!;
      }
    }
    this.#candidateU.addMembers(resetAfter ? errors.h : seen, product, members);
    for (let j = 0; j < r.length; j++) {
      for (let k = j * members; k < (j + 1) * members; k++) {
        errors.n[k]! += resetAfter ? r[j]! * product[k]! + value[j]! * errors.r[k]! : product[k]!;
      }
    }
  }
}

/** The blocks of z, r and n, each a third of a vector; views. */
function thirds<T extends Float32Array | Float64Array>(all: T): Record<'z' | 'r' | 'n', T> {
  const part = (k: number) => all.subarray((k * all.length) / 3, ((k + 1) * all.length) / 3) as T;
  return { z: part(0), r: part(1), n: part(2) };
}
