/** How far one array is from another. What is below rounding counts as 0. */
export interface Moved {
  /** Root of the sum of squares of the difference, as a share of that of the larger of the two arrays: 0 to 2. */
  readonly relative: number;
  /** Root mean square of the difference. */
  readonly rms: number;
  /** The largest difference without its sign. */
  readonly maxAbs: number;
  /** Share of the values that moved by more than rounding. */
  readonly share: number;
  /** Places where a side is NaN or infinite and the other is not the same; they count as moved, and are in no other figure. */
  readonly notFinite: number;
}

/** Adds up how far one array is from another, part after part. */
export class MovedSums {
  #count = 0;
  #moved = 0;
  #notFinite = 0;
  #maxAbs = 0;
  #squares = 0;
  #ours = 0;
  #theirs = 0;

  /** Takes one place in: its values on both sides, and what rounding alone may make of it. */
  add(a: number, b: number, rounding: number): void {
    this.#count++;
    if (!Number.isFinite(a) || !Number.isFinite(b)) {
      if (!Object.is(a, b)) this.#notFinite++;
      return;
    }
    this.#ours += a * a;
    this.#theirs += b * b;
    const distance = Math.abs(b - a);
    if (distance <= rounding) return;
    this.#moved++;
    this.#squares += distance * distance;
    if (distance > this.#maxAbs) this.#maxAbs = distance;
  }

  /** What was added so far. */
  get result(): Moved {
    const count = Math.max(1, this.#count);
    const size = Math.max(this.#ours, this.#theirs);
    return {
      relative: this.#squares === 0 ? 0 : Math.sqrt(this.#squares / size),
      rms: Math.sqrt(this.#squares / count),
      maxAbs: this.#maxAbs,
      share: (this.#moved + this.#notFinite) / count,
      notFinite: this.#notFinite,
    };
  }
}
