import { ArgumentError } from '../errors.js';
import { solvePositive } from '../linear-algebra/solve.js';
import { fastProduct } from './fast-product.js';

/**
 * Logistic regression by Newton's method, of rows that come again and again: one pass tells the loss, its gradient and its curvature, and
 * `endPass` takes a step. Two classes have one weighted sum (the log odds of the second), more have one each, by softmax. The loss is
 * scikit-learn's, Σ −ln p + Σ coef² / 2C, in which intercepts are free.
 */
export class LogisticFit {
  /** Sums × (units + 1): the weights of each sum, the intercept last. */
  weights: Float64Array;
  /** Whether the last pass found nothing left to improve. */
  done = false;
  readonly #sums: number;
  readonly #width: number;
  readonly #gradient: Float64Array;
  readonly #curvature: Float64Array;
  #loss = 0;
  #rows = 0;
  #before: { weights: Float64Array; loss: number } | undefined;

  /** @param C how little large coefficients cost. */
  constructor(
    readonly classes: number,
    units: number,
    readonly C: number,
  ) {
    this.#sums = classes === 2 ? 1 : classes;
    this.#width = units + 1;
    const size = this.#sums * this.#width;
    this.weights = new Float64Array(size);
    this.#gradient = new Float64Array(size);
    this.#curvature = new Float64Array(size * size);
  }

  /**
   * Takes rows of a pass into account.
   * @param x rows × (units + 1), of which the last is 1.
   * @param classes the number of each row's class.
   */
  add(x: Float64Array, classes: ArrayLike<number>): void {
    const [width, sums] = [this.#width, this.#sums];
    const rows = classes.length;
    const shares = new Float64Array(sums * rows);
    for (let row = 0; row < rows; row++) {
      const p = probabilities(sumsOf(this.weights, x, { row, sums, width }));
      this.#loss -= Math.log(Math.max(p[classes[row]!]!, Number.MIN_VALUE));
      for (let k = 0; k < sums; k++) {
        // Of two classes the sum is that of the second.
        const own = sums === 1 ? 1 : k;
        shares[k * rows + row] = p[own]!;
        const off = p[own]! - (classes[row] === own ? 1 : 0);
        for (let unit = 0; unit < width; unit++)
          this.#gradient[k * width + unit]! += off * x[row * width + unit]!;
      }
    }
    for (let a = 0; a < sums; a++)
      for (let b = 0; b <= a; b++) this.#curve(x, shares, { a, b, rows });
    this.#rows += rows;
  }

  /** Σ p_a (δ_ab − p_b) · x xᵀ, of two sums. */
  #curve(
    x: Float64Array,
    shares: Float64Array,
    { a, b, rows }: { a: number; b: number; rows: number },
  ): void {
    const [width, size] = [this.#width, this.#width * this.#sums];
    const weighted = new Float64Array(width * rows);
    for (let row = 0; row < rows; row++) {
      const share = shares[a * rows + row]! * (Number(a === b) - shares[b * rows + row]!);
      for (let unit = 0; unit < width; unit++)
        weighted[unit * rows + row] = share * x[row * width + unit]!;
    }
    const own = fastProduct(weighted, x, { rows: width, inner: rows, columns: width });
    for (let unit = 0; unit < width; unit++) {
      for (let other = 0; other < width; other++) {
        const value = own[unit * width + other]!;
        this.#curvature[(a * width + unit) * size + b * width + other]! += value;
        if (a !== b) this.#curvature[(b * width + other) * size + a * width + unit]! += value;
      }
    }
  }

  /** Takes a step, or half of the last one back where it went too far. */
  endPass(): void {
    this.#addPenalty();
    const { weights } = this;
    const size = Math.max(1, this.#rows);
    const loss = this.#loss;
    if (this.#before && loss > this.#before.loss * (1 + 1e-12) + 1e-12) {
      const { weights: old } = this.#before;
      this.weights = weights.map((value, k) => (value + old[k]!) / 2);
    } else if (this.#gradient.every((slope) => Math.abs(slope) <= 1e-9 * size)) {
      this.done = true;
    } else {
      const step = solvePositive(this.#curvature, this.#gradient);
      if (!step) {
        throw new ArgumentError(
          'The units do not tell the classes apart by one weighted sum: give a lower { C }',
        );
      }
      this.#before = { weights, loss };
      this.weights = weights.map((value, k) => value - step[k]!);
    }
    [this.#loss, this.#rows] = [0, 0];
    this.#gradient.fill(0);
    this.#curvature.fill(0);
  }

  #addPenalty(): void {
    const [width, sums] = [this.#width, this.#sums];
    const size = width * sums;
    for (let k = 0; k < size; k++) {
      const isIntercept = k % width === width - 1;
      if (!isIntercept) {
        this.#loss += this.weights[k]! ** 2 / (2 * this.C);
        this.#gradient[k]! += this.weights[k]! / this.C;
        this.#curvature[k * size + k]! += 1 / this.C;
        continue;
      }
      // A number added to all intercepts changes nothing: their sum is held at 0, where it began.
      for (let other = width - 1; sums > 1 && other < size; other += width)
        this.#curvature[k * size + other]! += 1;
    }
  }
}

/** The weighted sums of a row. */
function sumsOf(
  weights: Float64Array,
  x: Float64Array,
  { row, sums, width }: { row: number; sums: number; width: number },
): Float64Array {
  const out = new Float64Array(sums);
  for (let k = 0; k < sums; k++) {
    for (let unit = 0; unit < width; unit++)
      out[k]! += weights[k * width + unit]! * x[row * width + unit]!;
  }
  return out;
}

/** The probability of each class, from the weighted sums. */
export function probabilities(sums: Float64Array): Float64Array {
  if (sums.length === 1) {
    const odds = Math.exp(-Math.abs(sums[0]!));
    const [less, more] = [odds / (1 + odds), 1 / (1 + odds)];
    return sums[0]! > 0 ? Float64Array.of(less, more) : Float64Array.of(more, less);
  }
  const most = sums.reduce((a, b) => Math.max(a, b));
  const powers = sums.map((sum) => Math.exp(sum - most));
  const all = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / all);
}
