import type { FlatLstm } from './flat-cell.js';
import { stateWidth } from './flat-cell.js';
import { GateSums, productOfErrors } from './gate-sums.js';
import { GateBlock } from './gates.js';
import { LstmOutput } from './lstm-output.js';
import type { Signs } from './signs.js';
import { operandOf, roundingOf, rowOperand, signWord } from './signs.js';
import type { MemberError, Tangent, TangentSetup } from './tangent.js';
import { spreadThrough } from './tangent.js';

type Series = Readonly<Record<'i' | 'f' | 'g' | 'o' | 'c' | 'h', Float64Array>>;

/**
 * One LSTM step and its Jacobian: c′ = f∘c + i∘g, h′ = o∘φ(c′). The gates see h, and in cells with peepholes c (o sees c′). The
 * products of a convolutional LSTM are convolutions; that is all that differs there.
 */
export class LstmTangent implements Tangent {
  readonly values: Series;
  readonly errors: Series;
  readonly #cell: FlatLstm;
  readonly #roundoff: number;
  readonly #seed: number;
  readonly #signs: Signs;
  readonly #sums: GateSums;
  readonly #block: GateBlock;
  readonly #blockErrors: Float64Array;
  readonly #output: LstmOutput;
  readonly #last: Float64Array;
  readonly #stateNoise: Float64Array;
  readonly #stateSigns: Int32Array;
  /** 0 where c was cut off, 1 elsewhere. */
  readonly #stateSlope: Float64Array;
  /** Squares of the members' errors in c, summed; and the spread they had at the step before. */
  readonly #squares: Float64Array;
  readonly #spread: Float64Array;

  constructor(setup: TangentSetup<FlatLstm>) {
    const { cell, roundoff, initialState, signs, seed = 0 } = setup;
    const n = cell.units;
    const zeros = (width = n) => new Float64Array(width);
    [this.#cell, this.#roundoff, this.#seed, this.#signs] = [cell, roundoff, seed, signs];
    this.#sums = new GateSums({ ...cell, roundoff });
    const inputError = spreadThrough(setup);
    this.#block = new GateBlock({ width: 4 * n, roundoff, seed, inputError, signs });
    this.#output = new LstmOutput(setup);
    this.#blockErrors = zeros(4 * n);
    [this.#last, this.#stateNoise, this.#stateSigns] = [zeros(), zeros(), new Int32Array(n)];
    [this.#stateSlope, this.#squares, this.#spread] = [zeros().fill(1), zeros(), zeros()];
    const { h, c } = initialState;
    this.values = { ...quarters(this.#block.value, n), c: c.slice(), h: h.slice() };
    const width = stateWidth(cell);
    this.errors = { ...quarters(this.#blockErrors, n), c: zeros(), h: zeros(width) };
  }

  advance(x: Float64Array): void {
    const { units: n, activation, recurrentActivation, peephole, coupledForget } = this.#cell;
    const [sums, block, roundoff, { values }] = [this.#sums, this.#block, this.#roundoff, this];
    const row = roundoff > 0 ? rowOperand(x, roundoff) : 0;
    sums.readInput(x);
    sums.addRecurrent(values.h);
    if (peephole) {
      sums.addProducts(0, values.c, peephole.i);
      sums.addProducts(n, values.c, peephole.f);
    }
    block.evaluate([0, 2 * n], recurrentActivation, sums, row);
    if (coupledForget) for (let j = 0; j < n; j++) values.f[j] = 1 - values.i[j]!;
    block.evaluate([2 * n, 3 * n], activation, sums, row);
    this.#moveState();
    if (peephole) sums.addProducts(3 * n, values.c, peephole.o);
    block.evaluate([3 * n, 4 * n], recurrentActivation, sums, row);
    this.#output.evaluate(values, (j) => ({
      c: this.#spreadNow(j),
      o: block.spreadOf(3 * n + j),
    }));
  }

  #moveState(): void {
    const { i, f, g, c } = this.values;
    const [roundoff, { cellClip = Infinity }] = [this.#roundoff, this.#cell];
    this.#last.set(c);
    for (let j = 0; j < c.length; j++) {
      const [kept, added] = [f[j]! * c[j]!, i[j]! * g[j]!];
      const next = kept + added;
      c[j] = Math.min(cellClip, Math.max(-cellClip, next));
      if (roundoff === 0) continue;
      this.#stateSlope[j] = Math.abs(next) > cellClip ? 0 : 1;
      const [a, b, all] = [kept, added, next].map((x) => roundingOf(x, roundoff));
      const n = c.length;
      const [ofF, ofI, ofG] = [n + j, j, 2 * n + j].map((k) => this.#block.spreadOf(k));
      this.#stateNoise[j] =
        Math.hypot(a!, b!, all!) +
        productOfErrors(ofF!, this.#spread[j]!) +
        productOfErrors(ofI!, ofG!);
      const operands = operandOf(kept, roundoff) ^ (operandOf(added, roundoff) << 7);
      this.#stateSigns[j] = signWord(this.#seed + 4 * c.length + j, operands);
    }
  }

  /** About how far the members' c will be spread after this step: what f keeps of it, and the gates' own errors. */
  #spreadNow(j: number): number {
    const [block, { i, f, g }] = [this.#block, this.values];
    const n = i.length;
    return Math.hypot(
      f[j]! * this.#spread[j]!,
      this.#last[j]! * block.spreadOf(n + j),
      i[j]! * block.spreadOf(2 * n + j),
      g[j]! * block.spreadOf(j),
      this.#stateNoise[j]!,
    );
  }

  push(error: MemberError, member: number, below?: Float64Array): void {
    const { U, W, units: n, peephole, coupledForget } = this.#cell;
    const [block, all, { errors }] = [this.#block, this.#blockErrors, this];
    all.fill(0);
    U.add(error.h, all);
    if (below) W.add(below, all);
    if (peephole) {
      for (let j = 0; j < n; j++) {
        all[j]! += peephole.i[j]! * error.c[j]!;
        all[n + j]! += peephole.f[j]! * error.c[j]!;
      }
    }
    for (let k = 0; k < 3 * n; k++) all[k] = block.errorOf(k, all[k]!, member);
    if (coupledForget) for (let j = 0; j < n; j++) errors.f[j] = -errors.i[j]!;
    this.#pushState(error.c, member);
    for (let j = 0; j < n; j++) {
      if (peephole) errors.o[j]! += peephole.o[j]! * error.c[j]!;
      errors.o[j] = block.errorOf(3 * n + j, errors.o[j]!, member);
    }
    this.#output.push(this.values.o, errors, member);
    error.h.set(errors.h);
  }

  #pushState(error: Float64Array, member: number): void {
    const [{ i, f, g }, { errors }] = [this.values, this];
    for (let j = 0; j < error.length; j++) {
      const forgotten = f[j]! * error[j]! + this.#last[j]! * errors.f[j]!;
      const written = i[j]! * errors.g[j]! + g[j]! * errors.i[j]!;
      const rounded = this.#stateNoise[j]! * this.#signs.of(this.#stateSigns[j]!, member);
      const c = this.#stateSlope[j]! * (forgotten + written + rounded);
      error[j] = errors.c[j] = c;
      this.#squares[j]! += c * c;
    }
  }

  settle(members: number): void {
    this.#block.settle(members);
    for (let j = 0; j < this.#spread.length; j++) {
      this.#spread[j] = Math.sqrt(this.#squares[j]! / members);
      this.#squares[j] = 0;
    }
  }
}

/** The blocks of i, f, g and o in a vector of four times n; views. */
function quarters(all: Float64Array, n: number): Record<'i' | 'f' | 'g' | 'o', Float64Array> {
  const part = (k: number) => all.subarray(k * n, (k + 1) * n);
  return { i: part(0), f: part(1), g: part(2), o: part(3) };
}
