import type { FlatCell } from './flat-cell.js';
import { evaluateGate, makeGateBlock, settleGates } from './gates.js';
import { addAbsoluteProduct, addProduct, columns, spreadThrough, sumError } from './products.js';
import type { MemberError, SourceKind, Tangent, TangentSetup } from './tangent.js';

/**
 * One GRU step and its Jacobian: h′ = z∘h + (1−z)∘n. The candidate n sees the recurrent product m, of h (and then scaled by the
 * reset gate) or of r∘h.
 */
export class GruTangent implements Tangent {
  readonly sources: number;
  readonly sourceKinds: readonly SourceKind[];
  readonly values: Readonly<Record<'z' | 'r' | 'n' | 'h', Float64Array>>;
  readonly errors: Readonly<Record<'z' | 'r' | 'n' | 'h', Float64Array>>;
  readonly #cell: FlatCell;
  readonly #roundoff: number;
  readonly #inputError: Float64Array;
  readonly #gateU: Float64Array;
  readonly #candidateU: Float64Array;
  readonly #gates;
  readonly #candidate;
  readonly #gateErrors: Float64Array;
  readonly #last: Float64Array;
  readonly #noiseH: Float64Array;
  /** m, the noise of its rounding, and its error. */
  readonly #product: { value: Float64Array; noise: Float64Array; error: Float64Array };

  constructor({ cell, roundoff, initialState, inputError }: TangentSetup) {
    const n = cell.units;
    const zeros = (width = n) => new Float64Array(width);
    this.#cell = cell;
    this.#roundoff = roundoff;
    this.#inputError = spreadThrough(inputError, cell.W, 3 * n);
    this.#gateU = columns(cell.U, n, 0, 2 * n);
    this.#candidateU = columns(cell.U, n, 2 * n, 3 * n);
    this.#gates = makeGateBlock(2 * n);
    this.#candidate = makeGateBlock(n);
    this.#gateErrors = zeros(2 * n);
    [this.#last, this.#noiseH] = [zeros(), zeros()];
    this.#product = { value: zeros(), noise: zeros(), error: zeros() };
    this.values = {
      ...halves(this.#gates.value, n),
      n: this.#candidate.value,
      h: initialState.h.slice(),
    };
    this.errors = { ...halves(this.#gateErrors, n), n: zeros(), h: zeros() };
    this.sources = 5 * n;
    const kinds: readonly SourceKind[] = ['gate', 'gate', 'state', 'candidate', 'state'];
    this.sourceKinds = Array.from({ length: 5 * n }, (_, k) => kinds[Math.floor(k / n)]!);
  }

  advance(x: Float64Array): void {
    const { features, units: n, W, b, recurrentBias, recurrentActivation: curve } = this.#cell;
    const [{ z, n: candidate, h }, roundoff] = [this.values, this.#roundoff];
    const [sums, totals] = [b.slice(), b.map(Math.abs)];
    addProduct(x, W, sums);
    if (roundoff > 0) addAbsoluteProduct(x, W, totals);
    const gateSums = sums.map((sum, k) => sum + recurrentBias[k]!).subarray(0, 2 * n);
    const gateTotals = totals.map((all, k) => all + Math.abs(recurrentBias[k]!)).subarray(0, 2 * n);
    addProduct(h, this.#gateU, gateSums);
    if (roundoff > 0) addAbsoluteProduct(h, this.#gateU, gateTotals);
    for (let k = 0; k < 2 * n; k++) {
      const error = Math.hypot(
        roundoff * sumError(features + n, gateTotals[k]!),
        this.#inputError[k]!,
      );
      evaluateGate(this.#gates, k, { z: gateSums[k]!, error, curve, roundoff });
    }
    this.#evaluateCandidate(sums.subarray(2 * n), totals.subarray(2 * n));
    this.#last.set(h);
    for (let j = 0; j < n; j++) {
      const [kept, added] = [z[j]! * h[j]!, (1 - z[j]!) * candidate[j]!];
      h[j] = kept + added;
      this.#noiseH[j] = (roundoff / Math.sqrt(3)) * Math.hypot(kept, 2 * added, h[j]!);
    }
  }

  #evaluateCandidate(fromInput: Float64Array, inputTotals: Float64Array): void {
    const { features, units: n, recurrentBias, resetAfter, activation: curve } = this.#cell;
    const [{ r, h }, { value, noise }, roundoff] = [this.values, this.#product, this.#roundoff];
    value.set(recurrentBias.subarray(2 * n));
    const totals = value.map(Math.abs);
    const seen = resetAfter ? h : h.map((x, j) => x * r[j]!);
    addProduct(seen, this.#candidateU, value);
    if (roundoff > 0) addAbsoluteProduct(seen, this.#candidateU, totals);
    for (let j = 0; j < n; j++) {
      noise[j] = roundoff * sumError(n + 1, totals[j]!);
      const gated = resetAfter ? r[j]! * value[j]! : value[j]!;
      const z = fromInput[j]! + gated;
      const total = inputTotals[j]! + Math.abs(gated) + Math.abs(z);
      const error = Math.hypot(
        roundoff * sumError(features + 1, total),
        this.#inputError[2 * n + j]!,
      );
      evaluateGate(this.#candidate, j, { z, error, curve, roundoff });
    }
  }

  push(member: MemberError, signs: Float64Array): void {
    const [gates, candidate, { z, n: value }] = [this.#gates, this.#candidate, this.values];
    const [gateErrors, errors, n] = [this.#gateErrors, this.errors, z.length];
    gateErrors.fill(0);
    addProduct(member.h, this.#gateU, gateErrors);
    for (let k = 0; k < 2 * n; k++) {
      const e = gateErrors[k]!;
      gates.squares[k]! += e * e;
      gateErrors[k] = gates.slope[k]! * e + gates.noise[k]! * signs[k]!;
    }
    this.#pushProduct(member, signs);
    for (let j = 0; j < n; j++) {
      const e = this.#product.error[j]!;
      candidate.squares[j]! += e * e;
      errors.n[j] = candidate.slope[j]! * e + candidate.noise[j]! * signs[3 * n + j]!;
      const kept = z[j]! * member.h[j]! + (1 - z[j]!) * errors.n[j]!;
      const moved = (this.#last[j]! - value[j]!) * errors.z[j]!;
      member.h[j] = errors.h[j] = kept + moved + this.#noiseH[j]! * signs[4 * n + j]!;
    }
  }

  /** The error of what the recurrent product adds to the candidate's sum. */
  #pushProduct(member: MemberError, signs: Float64Array): void {
    const [{ r }, { value, noise, error }] = [this.values, this.#product];
    const { resetAfter, units: n } = this.#cell;
    const rError = this.errors.r;
    const seen = resetAfter
      ? member.h
      : member.h.map((e, j) => r[j]! * e + this.#last[j]! * rError[j]!);
    for (let j = 0; j < n; j++) error[j] = noise[j]! * signs[2 * n + j]!;
    addProduct(seen, this.#candidateU, error);
    if (!resetAfter) return;
    for (let j = 0; j < n; j++) error[j] = r[j]! * error[j]! + value[j]! * rError[j]!;
  }

  settle(members: number): void {
    settleGates(this.#gates, members);
    settleGates(this.#candidate, members);
  }
}

/** The blocks of z and r in a vector of twice n; views. */
function halves(all: Float64Array, n: number): Record<'z' | 'r', Float64Array> {
  return { z: all.subarray(0, n), r: all.subarray(n) };
}
