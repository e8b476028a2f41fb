import { rootSum } from './root-sum.js';
import { bendAt, curveHabit, curveRounding, slopeAt } from './curves.js';
import type { FlatLstm } from './flat-cell.js';
import { productOfErrors, sumNoise } from './gate-sums.js';
import { habitOperand } from './gates.js';
import type { LinearMap } from './linear-map.js';
import { fillRoundings, operandOf, roundingOf, signOf, signWord } from './signs.js';
import type { MemberErrors, TangentSetup } from './tangent.js';

/** How far the members are spread in a unit's c and in its o. */
export interface OutputSpread {
  /** The spread of c in unit `j`, a standard deviation. */
  readonly c: (j: number) => number;
  /** The spread of o in unit `j`, a standard deviation. */
  readonly o: (j: number) => number;
}

/** What an LSTM gives out, and its Jacobian: h′ = o∘φ(c′), and in a projected cell that times P. */
export class LstmOutput {
  readonly #setup: TangentSetup<FlatLstm>;
  readonly #squashed: Float64Array;
  readonly #slope: Float64Array;
  readonly #noise: Float64Array;
  readonly #habit: Float64Array;
  readonly #noiseSigns: Int32Array;
  readonly #habitSigns: Int32Array;
  /** o∘φ(c′), where it is not h itself; its error; and what adding up its projection rounds. */
  readonly #whole: Float64Array;
  readonly #wholeErrors: MemberErrors;
  readonly #sumNoise: Float64Array;
  readonly #sumSigns: Int32Array;

  constructor(setup: TangentSetup<FlatLstm>) {
    const { units: n, projection } = setup.cell;
    const zeros = (width = n) => new Float64Array(width);
    const words = (width = n) => new Int32Array(width);
    const narrow = projection?.outputs ?? 0;
    this.#setup = setup;
    this.#squashed = zeros();
    this.#whole = zeros(projection ? n : 0);
    const noisy = setup.roundoff > 0 ? n : 0;
    [this.#slope, this.#noise, this.#habit] = [zeros(noisy), zeros(noisy), zeros(noisy)];
    [this.#noiseSigns, this.#habitSigns] = [words(noisy), words(noisy)];
    this.#wholeErrors = new Float32Array(projection ? n * setup.members : 0);
    [this.#sumNoise, this.#sumSigns] = [zeros(narrow), words(narrow)];
  }

  /** Computes h; `spread` tells how far the members are spread. */
  evaluate({ o, c, h }: Record<'o' | 'c' | 'h', Float64Array>, spread: OutputSpread): void {
    const { cell, roundoff } = this.#setup;
    const { activation, outputActivation: curve = activation, projection } = cell;
    const out = projection ? this.#whole : h;
    for (let j = 0; j < c.length; j++) {
      const squashed = curve.of(c[j]!);
      out[j] = o[j]! * squashed;
      this.#squashed[j] = squashed;
      if (roundoff > 0) this.#evaluateNoise(j, c[j]!, o[j]!, spread);
    }
    if (projection) this.#project(h, projection);
  }

  #evaluateNoise(j: number, c: number, o: number, spread: OutputSpread): void {
    const { cell, roundoff, seed = 0 } = this.#setup;
    const curve = cell.outputActivation ?? cell.activation;
    const y = this.#squashed[j]!;
    const slope = slopeAt(curve, c, y);
    const ofCurve = roundoff * curveRounding(curve, y);
    // The curvature over what c may be off by now: a large c that a gate brings back to zero may be off by much.
    const ofC = spread.c(j);
    const bend = bendAt(curve, { x: c, y, slope, spread: 3 * ofC, roundoff });
    this.#slope[j] = slope;
    this.#noise[j] =
      rootSum(o * ofCurve, roundingOf(o * y, roundoff)) +
      Math.abs(o) * bend +
      productOfErrors(spread.o(j), slope * ofC + ofCurve);
    this.#habit[j] = roundoff * o * curveHabit(curve, y);
    const operands = operandOf(c, roundoff) ^ (operandOf(o, roundoff) << 7);
    this.#noiseSigns[j] = signWord(seed + 5 * cell.units + j, operands);
    this.#habitSigns[j] = habitOperand(curve, c);
  }

  #project(h: Float64Array, projection: LinearMap): void {
    const { roundoff, seed = 0 } = this.#setup;
    h.fill(0);
    if (roundoff === 0) {
      projection.add(this.#whole, h);
      return;
    }
    const totals = new Float64Array(h.length);
    projection.addSized(this.#whole, h, totals);
    for (let j = 0; j < h.length; j++) {
      this.#sumNoise[j] = sumNoise(projection.terms, totals[j]!, h[j]!, roundoff);
      const operands = operandOf(h[j]!, roundoff);
      this.#sumSigns[j] = signWord(seed + 6 * this.#whole.length + j, operands);
    }
  }

  /** The members' errors of h, from those of o and c. */
  push(o: Float64Array, errors: Record<'o' | 'c' | 'h', MemberErrors>): void {
    const { signs, cell, members } = this.#setup;
    const { projection } = cell;
    const out = projection ? this.#wholeErrors : errors.h;
    const half = members / 2;
    for (let j = 0; j < o.length; j++) {
      const ofC = o[j]! * this.#slope[j]!;
      const ofO = this.#squashed[j]!;
      const noise = this.#noise[j]!;
      const habit = this.#habit[j]!;
      const habitWord = this.#habitSigns[j]!;
      let word = this.#noiseSigns[j]!;
      for (let at = j * members; at < (j + 1) * members; at += half) {
        for (let m = 0, k = at; m < half; m++, k++) {
          out[k] =
            ofC * errors.c[k]! +
            ofO * errors.o[k]! +
            noise * signOf(word, m) +
            habit * signOf(habitWord, m);
        }
        word = signs.next();
      }
    }
    if (!projection) return;
    fillRoundings(errors.h, { noise: this.#sumNoise, words: this.#sumSigns, signs });
    projection.addMembers(out, errors.h, members);
  }
}
