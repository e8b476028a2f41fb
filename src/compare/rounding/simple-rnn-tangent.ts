import type { FlatCell } from './flat-cell.js';
import { evaluateGate, makeGateBlock, settleGates } from './gates.js';
import { addAbsoluteProduct, addProduct, spreadThrough, sumError } from './products.js';
import type { MemberError, SourceKind, Tangent, TangentSetup } from './tangent.js';

/** One step of a simple recurrent network and its Jacobian: h′ = φ(x·W + b + h·U). */
export class SimpleRnnTangent implements Tangent {
  readonly sources: number;
  readonly sourceKinds: readonly SourceKind[];
  readonly values: Readonly<Record<'h', Float64Array>>;
  readonly errors: Readonly<Record<'h', Float64Array>>;
  readonly #cell: FlatCell;
  readonly #roundoff: number;
  readonly #inputError: Float64Array;
  readonly #block;

  constructor({ cell, roundoff, initialState, inputError }: TangentSetup) {
    this.#cell = cell;
    this.#roundoff = roundoff;
    this.#inputError = spreadThrough(inputError, cell.W, cell.units);
    this.#block = makeGateBlock(cell.units);
    this.#block.value.set(initialState.h);
    this.values = { h: this.#block.value };
    this.errors = { h: new Float64Array(cell.units) };
    this.sources = cell.units;
    this.sourceKinds = Array.from({ length: cell.units }, () => 'candidate');
  }

  advance(x: Float64Array): void {
    const { features, units: n, W, U, b, recurrentBias, activation: curve } = this.#cell;
    const roundoff = this.#roundoff;
    const sums = b.map((bias, k) => bias + recurrentBias[k]!);
    const totals = b.map((bias, k) => Math.abs(bias) + Math.abs(recurrentBias[k]!));
    for (const [row, matrix] of [
      [x, W],
      [this.values.h, U],
    ] as const) {
      // prettier-ignore
      addProduct(row, matrix, sums);
      if (roundoff > 0) addAbsoluteProduct(row, matrix, totals);
    }
    for (let j = 0; j < n; j++) {
      const error = Math.hypot(roundoff * sumError(features + n, totals[j]!), this.#inputError[j]!);
      evaluateGate(this.#block, j, { z: sums[j]!, error, curve, roundoff });
    }
  }

  push(member: MemberError, signs: Float64Array): void {
    const [block, { h: error }] = [this.#block, this.errors];
    error.fill(0);
    addProduct(member.h, this.#cell.U, error);
    for (let j = 0; j < error.length; j++) {
      const e = error[j]!;
      block.squares[j]! += e * e;
      member.h[j] = error[j] = block.slope[j]! * e + block.noise[j]! * signs[j]!;
    }
  }

  settle(members: number): void {
    settleGates(this.#block, members);
  }
}
