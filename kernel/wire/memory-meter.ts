/** How full a memory is, in bytes. */
export interface MemoryUse {
  /** Bytes in use. */
  readonly used: number;
  /** Bytes that there may be. */
  readonly limit: number;
}

/** Decides when a memory is too full for a cell to go on. What earlier cells have left is not held against a later one. */
export class MemoryMeter {
  readonly #largestMargin: number;
  /** What was in use when code was last stopped, or spared: less than that is no reason to stop. */
  #tolerated = 0;
  /** The cell that `#tolerated` was measured in. */
  #cell: string | undefined;

  /** @param largestMargin the most that is kept free, in bytes: what a fast cell takes between two looks, and what the next cells need to let go of something */
  constructor(largestMargin: number) {
    this.#largestMargin = largestMargin;
  }

  /** Whether code is to be looked at, and perhaps stopped. */
  isFull(use: MemoryUse): boolean {
    const most = use.limit - this.#margin(use);
    if (use.used < most - this.#step(use)) this.#tolerated = 0;
    return use.used > most && use.used > this.#tolerated;
  }

  /**
   * Whether a cell is spared because it found the memory full: what it may take is measured from what an earlier one, and the compiler since, have left.
   * @param isNew whether no cell has been stopped yet for what is there
   */
  spares(use: MemoryUse, cell: string): boolean {
    const isSpared = this.#tolerated > 0 && cell !== this.#cell;
    this.#cell = cell;
    this.#tolerated = use.used + this.#step(use);
    return isSpared;
  }

  #margin({ limit }: MemoryUse): number {
    return Math.min(0.25 * limit, this.#largestMargin);
  }

  /** What a cell may take once the memory is full. */
  #step(use: MemoryUse): number {
    return this.#margin(use) / 3;
  }
}
