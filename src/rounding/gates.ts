import { rootSum } from './root-sum.js';
import { bendAt, curveHabit, curveRounding, slopeAt } from './curves.js';
import type { Curve } from './flat-cell.js';
import type { GateSums } from './gate-sums.js';
import type { FreshSigns } from './signs.js';
import { signOf, signWord } from './signs.js';
import type { MemberErrors } from './tangent.js';

/** What a block of gates is made for. */
export interface GateSetup {
  /** Numbers of the block: the units of all its gates. */
  readonly width: number;
  /** The relative error of one rounding. */
  readonly roundoff: number;
  /** Where the signs of roundings come from. */
  readonly signs: FreshSigns;
  /** Members of the ensemble. */
  readonly members: number;
  /** Numbers its sources apart from those of other blocks. */
  readonly seed?: number;
  /** By how much (a standard deviation) what arrives at the layer moves each sum already. */
  readonly inputError?: Float64Array | undefined;
}

/** Beyond this gates are as good as 0 or 1, and a formula errs there as it does everywhere. */
const saturated = 8;

/** The signs of a curve's habit: its formula errs alike, in every unit, wherever the argument lies in the same quarter. */
export function habitOperand({ id }: Curve, x: number): number {
  const inside = Math.max(-saturated, Math.min(saturated, x));
  return signWord(0x20000000 + (id.codePointAt(0) ?? 0), Math.round(4 * inside));
}

/** A block of gates at one step: values, slopes, and what rounding does to each. With a roundoff of 0 there are only values. */
export class GateBlock {
  /** The gates' values, one gate after the other. */
  readonly value: Float64Array;
  /** The slopes of the gates' curves at their sums. */
  readonly slope: Float64Array;
  /** Roundings of the sum and of the curve; those of the input's part of the sum; and what is a habit of the curve's formula. */
  readonly #noise: Float64Array;
  readonly #inputNoise: Float64Array;
  readonly #habit: Float64Array;
  readonly #noiseSigns: Int32Array;
  readonly #inputSigns: Int32Array;
  readonly #habitSigns: Int32Array;
  /** How far the members were spread in the sums at the last step. */
  readonly #spread: Float64Array;

  constructor(private readonly setup: GateSetup) {
    this.value = new Float64Array(setup.width);
    const width = setup.roundoff === 0 ? 0 : setup.width;
    const zeros = () => new Float64Array(width);
    const words = () => new Int32Array(width);
    [this.slope, this.#noise, this.#inputNoise] = [zeros(), zeros(), zeros()];
    [this.#habit, this.#spread] = [zeros(), zeros()];
    [this.#noiseSigns, this.#inputSigns, this.#habitSigns] = [words(), words(), words()];
  }

  /** Evaluates gates `from` to `to`, whose sums are complete. `row` stands for the input of this step. */
  evaluate([from, to]: readonly [number, number], curve: Curve, sums: GateSums, row: number): void {
    const { value, setup } = this;
    if (setup.roundoff === 0) {
      for (let k = from; k < to; k++) value[k] = curve.of(sums.z[k]!);
      return;
    }
    for (let k = from; k < to; k++) this.#evaluate(k, curve, sums, row);
  }

  #evaluate(k: number, curve: Curve, sums: GateSums, row: number): void {
    const { roundoff, seed = 0, inputError } = this.setup;
    const z = sums.z[k]!;
    const y = curve.of(z);
    const slope = slopeAt(curve, z, y);
    // What the input's part has of it is told apart, since it repeats itself whenever the input does.
    const ofInput = sums.inputNoiseOf(k);
    const rest = sums.otherNoiseOf(k, ofInput);
    const arrived = inputError ? rootSum(ofInput, inputError[k]!) : ofInput;
    const spread = 3 * (this.#spread[k]! + rootSum(rest, arrived));
    const bend = bendAt(curve, { x: z, y, slope, spread, roundoff });
    this.value[k] = y;
    this.slope[k] = slope;
    this.#noise[k] = rootSum(slope * rest, roundoff * curveRounding(curve, y)) + bend;
    this.#inputNoise[k] = slope * arrived;
    this.#habit[k] = roundoff * curveHabit(curve, y);
    const operands = Math.round(z / (8 * roundoff * (sums.total[k]! + 1e-30)));
    this.#noiseSigns[k] = signWord(seed + k, operands);
    this.#inputSigns[k] = signWord(seed + k + 0x10000000, row);
    this.#habitSigns[k] = habitOperand(curve, z);
  }

  /** Turns the members' errors in the sums of gates `from` to `to` into their errors in these gates, and remembers how far they are spread. */
  push([from, to]: readonly [number, number], errors: MemberErrors): void {
    const { members, signs } = this.setup;
    const half = members / 2;
    for (let k = from; k < to; k++) {
      // Array patterns are slow where code is not compiled yet, and most bands are over before it is.
      const slope = this.slope[k]!;
      const noise = this.#noise[k]!;
      const ofInput = this.#inputNoise[k]!;
      const habit = this.#habit[k]!;
      const inputWord = this.#inputSigns[k]!;
      const habitWord = this.#habitSigns[k]!;
      let word = this.#noiseSigns[k]!;
      let squares = 0;
      for (let at = k * members; at < (k + 1) * members; at += half) {
        for (let m = 0; m < half; m++) {
          const e = errors[at + m]!;
          squares += e * e;
          errors[at + m] =
            slope * e +
            noise * signOf(word, m) +
            ofInput * signOf(inputWord, m) +
            habit * signOf(habitWord, m);
        }
        word = signs.next();
      }
      this.#spread[k] = Math.sqrt(squares / members);
    }
  }

  /** About how far gate k will be spread over the members at this step. */
  spreadOf(k: number): number {
    return rootSum(
      this.slope[k]! * this.#spread[k]!,
      this.#noise[k]!,
      this.#inputNoise[k]!,
      this.#habit[k]!,
    );
  }
}
