import { rootSum } from './root-sum.js';
import type { FlatLstm } from './flat-cell.js';
import { stateWidth } from './flat-cell.js';
import { GateSums, productOfErrors } from './gate-sums.js';
import { GateBlock } from './gates.js';
import { LstmOutput } from './lstm-output.js';
import { operandOf, roundingOf, rowOperand, signOf, signWord } from './signs.js';
import type { FirstProduct, MemberErrors, Tangent, TangentSetup } from './tangent.js';
import { spreadThrough } from './tangent.js';

type Series<T> = Readonly<Record<'i' | 'f' | 'g' | 'o' | 'c' | 'h', T>>;

/**
 * One step of an LSTM and its Jacobian: c′ = f∘c + i∘g, h′ = o∘φ(c′). The gates see h, and in cells with peepholes c (o sees c′). The
 * products of a convolutional LSTM are convolutions; that is all that differs there.
 */
export class LstmTangent implements Tangent {
  /** The values of each series at this step. */
  readonly values: Series<Float64Array>;
  /** The members' errors in each series. */
  readonly errors: Series<MemberErrors>;
  /** What the errors of h are multiplied with before anything else. */
  readonly first: readonly FirstProduct[];
  readonly #setup: TangentSetup<FlatLstm>;
  readonly #sums: GateSums;
  readonly #block: GateBlock;
  /** The errors of all four sums, and then gates; and what the products with h make of the next ones. */
  readonly #gateErrors: MemberErrors;
  readonly #nextSums: MemberErrors;
  readonly #output: LstmOutput;
  readonly #last: Float64Array;
  readonly #stateNoise: Float64Array;
  readonly #stateSigns: Int32Array;
  /** 0 where c was cut off, 1 elsewhere. */
  readonly #stateSlope: Float64Array;
  /** How far the members were spread in c at the last step. */
  readonly #spread: Float64Array;

  constructor(setup: TangentSetup<FlatLstm>) {
    const { cell, roundoff, initialState, members } = setup;
    const n = cell.units;
    const zeros = () => new Float64Array(n);
    this.#setup = setup;
    this.#sums = new GateSums({ ...cell, roundoff });
    const inputError = spreadThrough(setup);
    this.#block = new GateBlock({ ...setup, width: 4 * n, inputError });
    this.#output = new LstmOutput(setup);
    this.#gateErrors = new Float32Array(4 * n * members);
    this.#nextSums = new Float32Array(4 * n * members);
    const noisy = roundoff > 0 ? n : 0;
    const noise = () => new Float64Array(noisy);
    [this.#last, this.#stateNoise, this.#stateSigns] = [zeros(), noise(), new Int32Array(noisy)];
    [this.#stateSlope, this.#spread] = [noise(), noise()];
    const { h, c } = initialState;
    this.values = { ...quarters(this.#block.value), c: c.slice(), h: h.slice() };
    const errors = (width: number) => new Float32Array(width * members);
    this.errors = { ...quarters(this.#gateErrors), c: errors(n), h: errors(stateWidth(cell)) };
    this.first = [{ map: cell.U, rows: this.errors.h, out: this.#nextSums }];
  }

  advance(x: Float64Array): void {
    const { cell, roundoff } = this.#setup;
    const { units: n, activation, recurrentActivation, peephole, coupledForget } = cell;
    const [sums, block, { values }] = [this.#sums, this.#block, this];
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
    this.#output.evaluate(values, {
      c: (j) => this.#spreadNow(j),
      o: (j) => block.spreadOf(3 * n + j),
    });
  }

  #moveState(): void {
    const { i, f, g, c } = this.values;
    const { roundoff, seed = 0, cell } = this.#setup;
    const { cellClip = Infinity } = cell;
    const [block, n] = [this.#block, c.length];
    this.#last.set(c);
    for (let j = 0; j < n; j++) {
      const kept = f[j]! * c[j]!;
      const added = i[j]! * g[j]!;
      const next = kept + added;
      c[j] = Math.min(cellClip, Math.max(-cellClip, next));
      if (roundoff === 0) continue;
      this.#stateSlope[j] = Math.abs(next) > cellClip ? 0 : 1;
      this.#stateNoise[j] =
        rootSum(
          roundingOf(kept, roundoff),
          roundingOf(added, roundoff),
          roundingOf(next, roundoff),
        ) +
        productOfErrors(block.spreadOf(n + j), this.#spread[j]!) +
        productOfErrors(block.spreadOf(j), block.spreadOf(2 * n + j));
      const operands = operandOf(kept, roundoff) ^ (operandOf(added, roundoff) << 7);
      this.#stateSigns[j] = signWord(seed + 4 * n + j, operands);
    }
  }

  /** About how far the members' c will be spread after this step: what f keeps of it, and the gates' own errors. */
  #spreadNow(j: number): number {
    const block = this.#block;
    const { i, f, g } = this.values;
    const n = i.length;
    return rootSum(
      f[j]! * this.#spread[j]!,
      this.#last[j]! * block.spreadOf(n + j),
      i[j]! * block.spreadOf(2 * n + j),
      rootSum(g[j]! * block.spreadOf(j), this.#stateNoise[j]!),
    );
  }

  push(below?: MemberErrors): void {
    const { cell, members } = this.#setup;
    const { units: n, peephole, coupledForget } = cell;
    const [block, all, { errors }] = [this.#block, this.#gateErrors, this];
    all.set(this.#nextSums);
    this.#nextSums.fill(0);
    if (below) cell.W.addMembers(below, all, members);
    if (peephole) {
      addScaled(errors.i, peephole.i, errors.c);
      addScaled(errors.f, peephole.f, errors.c);
    }
    block.push([0, 3 * n], all);
    if (coupledForget) for (let k = 0; k < errors.f.length; k++) errors.f[k] = -errors.i[k]!;
    this.#pushState();
    if (peephole) addScaled(errors.o, peephole.o, errors.c);
    block.push([3 * n, 4 * n], all);
    this.#output.push(this.values.o, errors);
  }

  #pushState(): void {
    const { members, signs } = this.#setup;
    const [{ values, errors }, half] = [this, members / 2];
    for (let j = 0; j < values.c.length; j++) {
      const i = values.i[j]!;
      const f = values.f[j]!;
      const g = values.g[j]!;
      const last = this.#last[j]!;
      const noise = this.#stateNoise[j]!;
      const slope = this.#stateSlope[j]!;
      let word = this.#stateSigns[j]!;
      let squares = 0;
      for (let at = j * members; at < (j + 1) * members; at += half) {
        for (let m = 0, k = at; m < half; m++, k++) {
          const forgotten = f * errors.c[k]! + last * errors.f[k]!;
          const written = i * errors.g[k]! + g * errors.i[k]!;
          const e = slope * (forgotten + written + noise * signOf(word, m));
          errors.c[k] = e;
          squares += e * e;
        }
        word = signs.next();
      }
      this.#spread[j] = Math.sqrt(squares / members);
    }
  }
}

/** Adds each unit's errors times its factor. */
function addScaled(out: MemberErrors, factors: Float64Array, errors: MemberErrors): void {
  const members = errors.length / factors.length;
  for (let k = 0; k < out.length; k++) out[k]! += factors[Math.floor(k / members)]! * errors[k]!;
}

/** The blocks of i, f, g and o, each a quarter of a vector; views. */
function quarters<T extends Float32Array | Float64Array>(all: T): Record<'i' | 'f' | 'g' | 'o', T> {
  const part = (k: number) => all.subarray((k * all.length) / 4, ((k + 1) * all.length) / 4) as T;
  return { i: part(0), f: part(1), g: part(2), o: part(3) };
}
