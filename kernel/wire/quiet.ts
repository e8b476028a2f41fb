/** How long no request must have come until those on their way are taken to be in, and how long that is waited for, in milliseconds. */
const pause = { least: 10, most: 100 };

/** Knows when requests are in that were sent together: a front end sends all cells of "Run All" at once. */
export class Quiet {
  #receivedAt = 0;

  /** A request has come. */
  disturb(): void {
    this.#receivedAt = performance.now();
  }

  /** Calls `then` when no request has come for a moment. */
  await(then: () => void, until = performance.now() + pause.most): void {
    setTimeout(() => {
      const now = performance.now();
      if (now - this.#receivedAt < pause.least && now < until) this.await(then, until);
      else then();
    }, pause.least);
  }
}
