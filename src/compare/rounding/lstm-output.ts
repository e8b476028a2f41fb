import { bendAt, curveHabit, curveRounding, slopeAt } from './curves.js';
import type { FlatLstm } from './flat-cell.js';
import { productOfErrors, sumNoise } from './gate-sums.js';
import { habitOperand } from './gates.js';
import type { Matrix } from './linear-map.js';
import { operandOf, roundingOf, signOf, signWord } from './signs.js';
import type { TangentSetup } from './tangent.js';

type Named<Name extends string> = Readonly<Record<Name, Float64Array>>;

/** How far the members are spread in c and in o. */
export interface OutputSpread {
  readonly c: number;
  readonly o: number;
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
  readonly #wholeError: Float64Array;
  readonly #sizes: Matrix | undefined;
  readonly #sumNoise: Float64Array;
  readonly #sumSigns: Int32Array;

  constructor(setup: TangentSetup<FlatLstm>) {
    const { units: n, projection } = setup.cell;
    const zeros = (width = n) => new Float64Array(width);
    const words = (width = n) => new Int32Array(width);
    const narrow = projection?.outputs ?? 0;
    this.#setup = setup;
    [this.#squashed, this.#slope, this.#noise, this.#habit] = [zeros(), zeros(), zeros(), zeros()];
    [this.#noiseSigns, this.#habitSigns] = [words(), words()];
    [this.#whole, this.#wholeError] = [zeros(), zeros()];
    [this.#sumNoise, this.#sumSigns] = [zeros(narrow), words(narrow)];
    this.#sizes = projection?.map(Math.abs);
  }

  /** Computes h; `spreadOf` tells how far c and o are spread over the members. */
  evaluate({ o, c, h }: Named<'o' | 'c' | 'h'>, spreadOf: (j: number) => OutputSpread): void {
    const { cell, roundoff, seed = 0 } = this.#setup;
    const { activation, outputActivation: curve = activation, projection } = cell;
    const out = projection ? this.#whole : h;
    for (let j = 0; j < c.length; j++) {
      const squashed = curve.of(c[j]!);
      out[j] = o[j]! * squashed;
      this.#squashed[j] = squashed;
      if (roundoff === 0) continue;
      const slope = slopeAt(curve, c[j]!, squashed);
      // The curvature over what c may be off by now: a large c that a gate brings back to zero may be off by much.
      const now = spreadOf(j);
      const spread = 3 * now.c;
      const bend =
        spread > roundoff / 64 ? bendAt(curve, c[j]!, { y: squashed, slope, spread }) : 0;
      const both = productOfErrors(
        now.o,
        slope * now.c + roundoff * curveRounding(curve, squashed),
      );
      this.#slope[j] = slope;
      this.#noise[j] =
        Math.hypot(
          roundoff * o[j]! * curveRounding(curve, squashed),
          roundingOf(out[j]!, roundoff),
        ) +
        Math.abs(o[j]!) * bend +
        both;
      this.#habit[j] = roundoff * o[j]! * curveHabit(curve, squashed);
      const operands = operandOf(c[j]!, roundoff) ^ (operandOf(o[j]!, roundoff) << 7);
      this.#noiseSigns[j] = signWord(seed + 5 * c.length + j, operands);
      this.#habitSigns[j] = habitOperand(curve, c[j]!);
    }
    if (projection) this.#project(h, projection);
  }

  #project(h: Float64Array, projection: Matrix): void {
    const { roundoff, seed = 0 } = this.#setup;
    h.fill(0);
    projection.add(this.#whole, h);
    if (roundoff === 0) return;
    const totals = new Float64Array(h.length);
    this.#sizes!.add(this.#whole.map(Math.abs), totals);
    for (let j = 0; j < h.length; j++) {
      this.#sumNoise[j] = sumNoise([projection.terms, totals[j]!, h[j]!], roundoff);
      const operands = operandOf(h[j]!, roundoff);
      this.#sumSigns[j] = signWord(seed + 6 * this.#whole.length + j, operands);
    }
  }

  /** The error of h for a member, from its errors of o and c. */
  push(o: Float64Array, errors: Named<'o' | 'c' | 'h'>, member: number): void {
    const { signs, cell } = this.#setup;
    const { projection } = cell;
    const out = projection ? this.#wholeError : errors.h;
    for (let j = 0; j < o.length; j++) {
      const given = o[j]! * this.#slope[j]! * errors.c[j]! + this.#squashed[j]! * errors.o[j]!;
      out[j] =
        given +
        this.#noise[j]! * signs.of(this.#noiseSigns[j]!, member) +
        this.#habit[j]! * signOf(this.#habitSigns[j]!, member);
    }
    if (!projection) return;
    for (let j = 0; j < errors.h.length; j++) {
      errors.h[j] = this.#sumNoise[j]! * signs.of(this.#sumSigns[j]!, member);
    }
    projection.add(out, errors.h);
  }
}
