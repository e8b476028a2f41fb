import { bendAt, curveHabit, curveRounding, slopeAt } from './curves.js';
import type { Curve } from './flat-cell.js';
import type { GateSums } from './gate-sums.js';
import type { Signs } from './signs.js';
import { signOf, signWord } from './signs.js';

/** What a block of gates is made for. */
export interface GateSetup {
  readonly width: number;
  readonly roundoff: number;
  readonly signs: Signs;
  /** Numbers its sources apart from those of other blocks. */
  readonly seed: number;
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
  readonly value: Float64Array;
  readonly slope: Float64Array;
  /** Roundings of the sum and of the curve; those of the input's part of the sum; and what is a habit of the curve's formula. */
  readonly #noise: Float64Array;
  readonly #inputNoise: Float64Array;
  readonly #habit: Float64Array;
  readonly #noiseSigns: Int32Array;
  readonly #inputSigns: Int32Array;
  readonly #habitSigns: Int32Array;
  /** Squares of the members' errors in the sums, added up; and the spread they had at the step before. */
  readonly #squares: Float64Array;
  readonly #spread: Float64Array;

  constructor(private readonly setup: GateSetup) {
    this.value = new Float64Array(setup.width);
    const width = setup.roundoff === 0 ? 0 : setup.width;
    const zeros = () => new Float64Array(width);
    const words = () => new Int32Array(width);
    [this.slope, this.#noise, this.#inputNoise] = [zeros(), zeros(), zeros()];
    [this.#habit, this.#squares, this.#spread] = [zeros(), zeros(), zeros()];
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
    const { roundoff, seed, inputError } = this.setup;
    const [z, total] = [sums.z[k]!, sums.total[k]!];
    const y = curve.of(z);
    const slope = slopeAt(curve, z, y);
    // What the input's part has of it is told apart, since it repeats itself whenever the input does.
    const { ofInput, rest } = sums.noiseOf(k);
    const arrived = Math.hypot(ofInput, inputError?.[k] ?? 0);
    const spread = 3 * (this.#spread[k]! + Math.hypot(rest, arrived));
    // Below this the curvature is far smaller than the rounding of the curve itself; kinks are not.
    const bend = spread > roundoff / 64 ? bendAt(curve, z, { y, slope, spread }) : 0;
    this.value[k] = y;
    this.slope[k] = slope;
    this.#noise[k] = Math.hypot(slope * rest, roundoff * curveRounding(curve, y)) + bend;
    this.#inputNoise[k] = slope * arrived;
    this.#habit[k] = roundoff * curveHabit(curve, y);
    const operands = Math.round(z / (8 * roundoff * (total + 1e-30)));
    this.#noiseSigns[k] = signWord(seed + k, operands);
    this.#inputSigns[k] = signWord(seed + k + 0x10000000, row);
    this.#habitSigns[k] = habitOperand(curve, z);
  }

  /** The error of gate k for a member whose sum is off by e. */
  errorOf(k: number, e: number, member: number): number {
    this.#squares[k]! += e * e;
    const { signs } = this.setup;
    return (
      this.slope[k]! * e +
      this.#noise[k]! * signs.of(this.#noiseSigns[k]!, member) +
      this.#inputNoise[k]! * signOf(this.#inputSigns[k]!, member) +
      this.#habit[k]! * signOf(this.#habitSigns[k]!, member)
    );
  }

  /** About how far gate k will be spread over the members at this step. */
  spreadOf(k: number): number {
    return Math.hypot(
      this.slope[k]! * this.#spread[k]!,
      this.#noise[k]!,
      this.#inputNoise[k]!,
      this.#habit[k]!,
    );
  }

  /** After all members were pushed: their spread serves the next step. */
  settle(members: number): void {
    for (let k = 0; k < this.#spread.length; k++) {
      this.#spread[k] = Math.sqrt(this.#squares[k]! / members);
      this.#squares[k] = 0;
    }
  }
}
