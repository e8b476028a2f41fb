/** Bins of one pass, and how many numbers may be kept at once. */
const [bins, most] = [1024, 1024];

/** Where a rank leads: to its number, or to a narrower interval and the rank within it. */
export type Resolved =
  { readonly value: number } | { readonly interval: Interval; readonly rank: number };

/**
 * Numbers between two ends, which can be gone through again and again. A pass counts how many fall into each of equally wide bins, or keeps them all once they
 * are few; then it is known in which bin the number of a rank lies, or which it is.
 */
export class Interval {
  /** The least of the numbers. */
  readonly low: number;
  /** The greatest one. */
  readonly high: number;
  readonly #counts = new Float64Array(bins);
  readonly #least = new Float64Array(bins).fill(Infinity);
  readonly #greatest = new Float64Array(bins).fill(-Infinity);
  readonly #kept: number[] | undefined;
  readonly #narrower = new Map<number, Interval>();
  #sorted: Float64Array | undefined;

  /** @param count how many numbers there are. */
  constructor(low: number, high: number, count: number) {
    [this.low, this.high] = [low, high];
    this.#kept = count <= most ? [] : undefined;
  }

  /** Takes notice of a number between the ends, in a pass over all. */
  see(value: number): void {
    if (this.#kept) {
      this.#kept.push(value);
      return;
    }
    const share = (value - this.low) / (this.high - this.low);
    const bin = Math.min(bins - 1, Math.floor(share * bins));
    this.#counts[bin]! += 1;
    if (value < this.#least[bin]!) this.#least[bin] = value;
    if (value > this.#greatest[bin]!) this.#greatest[bin] = value;
  }

  /** After a pass: where the number of a rank is, 0 being that of the least. */
  resolve(rank: number): Resolved {
    if (this.low === this.high) return { value: this.low };
    if (this.#kept) {
      this.#sorted ??= Float64Array.from(this.#kept).sort();
      return { value: this.#sorted[rank]! };
    }
    let [bin, left] = [0, rank];
    for (; left >= this.#counts[bin]!; bin++) left -= this.#counts[bin]!;
    // The numbers themselves are the new ends: bins are monotonic in them, whatever is rounded on the way.
    const [low, high] = [this.#least[bin]!, this.#greatest[bin]!];
    if (low === high) return { value: low };
    let interval = this.#narrower.get(bin);
    if (!interval) {
      interval = new Interval(low, high, this.#counts[bin]!);
      this.#narrower.set(bin, interval);
    }
    return { interval, rank: left };
  }
}
