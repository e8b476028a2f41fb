// Work that can wait until nobody waits for it.

/** Quiet time before the next piece of work, in milliseconds. */
const quiet = 500;

/** Does pieces of work one by one, each after a quiet while. */
export class IdleWork {
  private readonly pieces: (() => void)[];
  private timer: NodeJS.Timeout | undefined;

  constructor(pieces: readonly (() => void)[]) {
    this.pieces = [...pieces];
  }

  /** Begins when all has been quiet for a moment. */
  start(): void {
    this.timer = setTimeout(() => this.next(), quiet);
    // A process that has nothing else to do may end.
    this.timer.unref();
  }

  /** Somebody has asked for something: wait anew. */
  postpone(): void {
    this.timer?.refresh();
  }

  /** Adds a piece of work. */
  add(piece: () => void): void {
    this.pieces.push(piece);
    if (this.timer === undefined) this.start();
  }

  /** Gives up what was not done yet. */
  cancel(): void {
    clearTimeout(this.timer);
    this.pieces.length = 0;
  }

  private next(): void {
    this.pieces.shift()?.();
    if (this.pieces.length > 0) this.start();
    else this.timer = undefined;
  }
}
