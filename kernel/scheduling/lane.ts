import type { Header } from '../protocol/message.js';

/** How long a running cell keeps other requests of its shell back, in milliseconds, so that short cells keep the order. */
const courtesy = 100;

/** A cell that waits for its turn. */
interface Waiting {
  readonly run: () => Promise<void>;
  readonly abort: () => void;
}

/**
 * The queue of one shell: its cells run one after the other. Other requests are served while a cell awaits.
 * The main shell has one, and so has each subshell.
 */
export class Lane {
  /** `undefined` for the main shell. */
  readonly id: string | undefined;
  /** The number of the last cell that counted. */
  executionCount = 0;
  /** The header of the cell that is running. */
  running: Header | undefined;
  readonly #waiting: Waiting[] = [];
  #current: Promise<void> = Promise.resolve();
  #isRunning = false;
  #startedAt = 0;
  #whenIdle: (() => void)[] = [];

  constructor(id?: string) {
    this.id = id;
  }

  /** Whether something of it runs. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Resolves when the cell that runs now, if any, has been answered. */
  get current(): Promise<void> {
    return this.#current;
  }

  /** @param abort is called instead of `run` when a cell before this one failed */
  enqueue(run: () => Promise<void>, abort: () => void): void {
    this.#waiting.push({ run, abort });
    if (!this.#isRunning) void this.#drain();
  }

  /** Gives up all cells that are waiting now. Those that come later run. */
  abortWaiting(): void {
    for (const { abort } of this.#waiting.splice(0)) abort();
  }

  /** Resolves when the cells before are done, or the running one takes longer than short cells do. */
  async courtesy(): Promise<void> {
    if (!this.#isRunning) return;
    const rest = courtesy - (performance.now() - this.#startedAt);
    if (rest <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, rest);
      this.#whenIdle.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  async #drain(): Promise<void> {
    this.#isRunning = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      this.#startedAt = performance.now();
      await (this.#current = next.run());
    }
    this.#isRunning = false;
    for (const resume of this.#whenIdle.splice(0)) resume();
  }
}
