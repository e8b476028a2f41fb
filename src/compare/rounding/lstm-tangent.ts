import { bendAt, curveError, slopeAt } from './curves.js';
import type { FlatCell } from './flat-cell.js';
import { makeGateBlock, evaluateGate, settleGates } from './gates.js';
import { addAbsoluteProduct, addProduct, spreadThrough, sumError } from './products.js';
import type { MemberError, SourceKind, Tangent, TangentSetup } from './tangent.js';

/** One LSTM step and its Jacobian: c′ = f∘c + i∘g, h′ = o∘φ(c′); the gates see h only. */
export class LstmTangent implements Tangent {
  readonly sources: number;
  readonly sourceKinds: readonly SourceKind[];
  readonly values: Readonly<Record<'i' | 'f' | 'g' | 'o' | 'c' | 'h', Float64Array>>;
  readonly errors: Readonly<Record<'i' | 'f' | 'g' | 'o' | 'c' | 'h', Float64Array>>;
  readonly #cell: FlatCell;
  readonly #roundoff: number;
  readonly #inputError: Float64Array;
  readonly #block;
  readonly #gateErrors: Float64Array;
  readonly #sums: Float64Array;
  readonly #totals: Float64Array;
  readonly #last: Float64Array;
  readonly #squashed: Float64Array;
  readonly #slopeOut: Float64Array;
  readonly #noiseC: Float64Array;
  readonly #noiseH: Float64Array;
  /** Squares of the members' errors in c, summed; and the spread they had at the step before. */
  readonly #squaresC: Float64Array;
  readonly #spreadC: Float64Array;

  constructor({ cell, roundoff, initialState, inputError }: TangentSetup) {
    const n = cell.units;
    const zeros = (width: number) => new Float64Array(width);
    this.#cell = cell;
    this.#roundoff = roundoff;
    this.#inputError = spreadThrough(inputError, cell.W, 4 * n);
    this.#block = makeGateBlock(4 * n);
    this.#gateErrors = zeros(4 * n);
    [this.#sums, this.#totals, this.#last] = [zeros(4 * n), zeros(4 * n), zeros(n)];
    [this.#squashed, this.#slopeOut] = [zeros(n), zeros(n)];
    [this.#noiseC, this.#noiseH] = [zeros(n), zeros(n)];
    [this.#squaresC, this.#spreadC] = [zeros(n), zeros(n)];
    const { h, c } = initialState;
    this.values = { ...quarters(this.#block.value, n), c: c.slice(), h: h.slice() };
    this.errors = { ...quarters(this.#gateErrors, n), c: zeros(n), h: zeros(n) };
    this.sources = 6 * n;
    this.sourceKinds = Array.from({ length: 6 * n }, (_, k) =>
      k >= 4 * n ? 'state' : Math.floor(k / n) === 2 ? 'candidate' : 'gate',
    );
  }

  advance(x: Float64Array): void {
    const { features, units: n, W, U, b, recurrentBias, ...cell } = this.#cell;
    const [sums, totals, roundoff] = [this.#sums, this.#totals, this.#roundoff];
    for (let k = 0; k < 4 * n; k++) {
      sums[k] = b[k]! + recurrentBias[k]!;
      totals[k] = Math.abs(b[k]!) + Math.abs(recurrentBias[k]!);
    }
    for (const [row, matrix] of [
      [x, W],
      [this.values.h, U],
    ] as const) {
      // prettier-ignore
      addProduct(row, matrix, sums);
      if (roundoff > 0) addAbsoluteProduct(row, matrix, totals);
    }
    for (let k = 0; k < 4 * n; k++) {
      const curve = k >= 2 * n && k < 3 * n ? cell.activation : cell.recurrentActivation;
      if (roundoff === 0) {
        this.#block.value[k] = curve.of(sums[k]!);
        continue;
      }
      const error = Math.hypot(roundoff * sumError(features + n, totals[k]!), this.#inputError[k]!);
      evaluateGate(this.#block, k, { z: sums[k]!, error, curve, roundoff });
    }
    this.#moveState();
  }

  #moveState(): void {
    const { i, f, g, o, c, h } = this.values;
    const [{ activation }, roundoff] = [this.#cell, this.#roundoff];
    const rounded = roundoff / Math.sqrt(3);
    this.#last.set(c);
    for (let j = 0; j < c.length; j++) {
      const [kept, added] = [f[j]! * c[j]!, i[j]! * g[j]!];
      const next = kept + added;
      const out = activation.of(next);
      c[j] = next;
      h[j] = o[j]! * out;
      this.#squashed[j] = out;
      if (roundoff === 0) continue;
      const slope = slopeAt(activation, next, out);
      this.#slopeOut[j] = slope;
      this.#noiseC[j] = rounded * Math.hypot(kept, added, next);
      // The curvature of φ over what c may be off by now: a large c that a gate brings back to zero may be off by much.
      const spread = 3 * Math.hypot(this.#spreadNow(j), this.#noiseC[j]!);
      const bend = spread > 1e-9 ? bendAt(activation, next, { y: out, slope, spread }) : 0;
      this.#noiseH[j] =
        Math.hypot(roundoff * o[j]! * curveError(activation, out), rounded * h[j]!) +
        Math.abs(o[j]!) * bend;
    }
  }

  /** About how far the members' c will be spread after this step: what f keeps of it, and the gates' own errors. */
  #spreadNow(j: number): number {
    const [{ slope, spread, noise }, { i, f, g }] = [this.#block, this.values];
    const n = i.length;
    const gateError = (k: number) => Math.hypot(slope[k]! * spread[k]!, noise[k]!);
    return Math.hypot(
      f[j]! * this.#spreadC[j]!,
      this.#last[j]! * gateError(n + j),
      i[j]! * gateError(2 * n + j),
      g[j]! * gateError(j),
    );
  }

  push(member: MemberError, signs: Float64Array): void {
    const [block, gateErrors, { i, f, g, o }] = [this.#block, this.#gateErrors, this.values];
    const n = i.length;
    gateErrors.fill(0);
    addProduct(member.h, this.#cell.U, gateErrors);
    for (let k = 0; k < 4 * n; k++) {
      const e = gateErrors[k]!;
      block.squares[k]! += e * e;
      gateErrors[k] = block.slope[k]! * e + block.noise[k]! * signs[k]!;
    }
    const { errors } = this;
    for (let j = 0; j < n; j++) {
      const forgotten = f[j]! * member.c[j]! + this.#last[j]! * errors.f[j]!;
      const written = i[j]! * errors.g[j]! + g[j]! * errors.i[j]!;
      const c = forgotten + written + this.#noiseC[j]! * signs[4 * n + j]!;
      const given = o[j]! * this.#slopeOut[j]! * c + this.#squashed[j]! * errors.o[j]!;
      member.c[j] = errors.c[j] = c;
      this.#squaresC[j]! += c * c;
      member.h[j] = errors.h[j] = given + this.#noiseH[j]! * signs[5 * n + j]!;
    }
  }

  settle(members: number): void {
    settleGates(this.#block, members);
    for (let j = 0; j < this.#spreadC.length; j++) {
      this.#spreadC[j] = Math.sqrt(this.#squaresC[j]! / members);
      this.#squaresC[j] = 0;
    }
  }
}

/** The blocks of i, f, g and o in a vector of four times n; views. */
function quarters(all: Float64Array, n: number): Record<'i' | 'f' | 'g' | 'o', Float64Array> {
  const part = (k: number) => all.subarray(k * n, (k + 1) * n);
  return { i: part(0), f: part(1), g: part(2), o: part(3) };
}
