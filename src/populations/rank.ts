/** Bins of one pass, and how many numbers may be kept at once. */
const [bins, most] = [1024, 1024];

/**
 * Looks for the number of one rank among numbers that can be gone through again and again. A pass counts how many fall into each of equally wide
 * bins; the next looks into the bin that holds the rank alone, and keeps its numbers once they are few.
 */
export class Rank {
  /** The number of that rank, once it is known. */
  value: number | undefined;
  #low: number;
  #high: number;
  /** The rank among the numbers between the two. */
  #rank: number;
  #counts = new Float64Array(bins);
  #least = new Float64Array(bins).fill(Infinity);
  #greatest = new Float64Array(bins).fill(-Infinity);
  #kept: number[] | undefined;

  /**
   * @param rank 0 is that of the least number.
   * @param low the least of the numbers.
   * @param high the greatest one.
   */
  constructor(rank: number, low: number, high: number) {
    [this.#rank, this.#low, this.#high] = [rank, low, high];
    if (low === high) this.value = low;
  }

  /** Takes notice of a number, in a pass over all. */
  see(value: number): void {
    if (!(value >= this.#low && value <= this.#high)) return;
    if (this.#kept) {
      this.#kept.push(value);
      return;
    }
    const share = (value - this.#low) / (this.#high - this.#low);
    const bin = Math.min(bins - 1, Math.floor(share * bins));
    this.#counts[bin]! += 1;
    if (value < this.#least[bin]!) this.#least[bin] = value;
    if (value > this.#greatest[bin]!) this.#greatest[bin] = value;
  }

  /** Draws the conclusions of a pass. */
  endPass(): void {
    if (this.#kept) {
      this.value = Float64Array.from(this.#kept).sort()[this.#rank]!;
      this.#kept = undefined;
      return;
    }
    let bin = 0;
    for (; this.#rank >= this.#counts[bin]!; bin++) this.#rank -= this.#counts[bin]!;
    // The numbers themselves are the new ends: bins are monotonic in them, whatever is rounded on the way.
    [this.#low, this.#high] = [this.#least[bin]!, this.#greatest[bin]!];
    if (this.#low === this.#high) this.value = this.#low;
    else if (this.#counts[bin]! <= most) this.#kept = [];
    this.#counts.fill(0);
    this.#least.fill(Infinity);
    this.#greatest.fill(-Infinity);
  }
}
