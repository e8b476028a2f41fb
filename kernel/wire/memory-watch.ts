// Sees memory run full, the main thread's heap or the whole process, and stops the code in time: V8, or the system, would end the process without a word.

import type { CodePosition } from '../protocol/code-position.js';
import type { StopReport } from '../protocol/message.js';
import { isInterruptible, isOfUser } from './interrupt-ladder.js';
import { MainInspector } from './main-inspector.js';
import { MemoryMeter, type MemoryUse } from './memory-meter.js';
import { processMemory } from './process-memory.js';

/** What the watch needs of its surroundings. */
export interface WatchTools {
  /** Tells the main thread where it was, and why it is stopped. */
  report(frames: readonly CodePosition[], memory: NonNullable<StopReport['memory']>): void;
  /** Sends SIGINT to this process. */
  signal(): void;
  /** Called when memory runs full, once: a single built-in call may take more than what is left, and cannot be stopped. */
  warn(memory: MemoryUse): void;
  /** Called when code was stopped: whatever awaits it is to be settled. */
  stopped(): void;
  /** The cell that was asked for last. */
  cell(): string;
  /** Whether a busy main thread may be stopped from here. */
  readonly canTerminate: boolean;
}

/** Times between two looks in milliseconds: while memory grows, and at rest. */
const pace = { fast: 20, slow: 1000 };

/** Growth between two looks that counts, in bytes. */
const noticeable = 2e6;

/** Below this share of the limit the process as a whole is small enough: nobody asks the main thread. */
const harmless = 0.5;

/** At this share of the limit a person is warned. */
const worrying = 0.6;

/** How long a main thread that stands still may take to say how much is in use, in milliseconds. */
const patience = 5000;

/** Watches the main thread's memory from the thread of the sockets. */
export class MemoryWatch {
  readonly #heapLimit: number;
  readonly #tools: WatchTools;
  readonly #heap = new MemoryMeter(400e6);
  readonly #process = new MemoryMeter(1e9);
  #timer: NodeJS.Timeout | undefined;
  #wait = pace.fast;
  #before = 0;
  #inspector: MainInspector | undefined;
  #trustedUntil = 0;
  #isWarned = false;

  /** @param heapLimit of the main thread's heap in bytes, as V8 states it */
  constructor(heapLimit: number, tools: WatchTools) {
    this.#heapLimit = heapLimit;
    this.#tools = tools;
    this.wake();
  }

  /** Something is about to happen: look often for a while. */
  wake(): void {
    this.#wait = pace.fast;
    this.#schedule();
  }

  /** Ends watching. */
  close(): void {
    clearTimeout(this.#timer);
    this.#forget();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#look()
        .catch(() => this.#forget())
        .finally(() => this.#schedule());
    }, this.#wait);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    const whole = processMemory();
    const grows = whole.used > this.#before + noticeable;
    this.#wait = grows ? pace.fast : Math.min(this.#wait * 1.2, pace.slow);
    this.#before = whole.used;
    if (whole.used < harmless * Math.min(this.#heapLimit, whole.limit)) return this.#forget();
    const inspector = this.#watchful();
    const used = await inspector.heapUsed();
    const heap = used === undefined ? undefined : { used, limit: this.#heapLimit };
    this.#warn(heap, whole);
    // A thread that does not answer has not let go of anything, and cannot be stopped.
    if (heap === undefined || performance.now() < this.#trustedUntil) return;
    if (this.#heap.isFull(heap)) await this.#stop(inspector, 'heap');
    else if (this.#process.isFull(whole)) await this.#stop(inspector, 'process');
  }

  /** From here on a heap that runs full between two looks is stopped, too. */
  #watchful(): MainInspector {
    if (this.#inspector === undefined) {
      const inspector = (this.#inspector = new MainInspector());
      inspector.guard((frames) => this.#stopHeld(inspector, 'full', frames));
    }
    return this.#inspector;
  }

  #warn(heap: MemoryUse | undefined, whole: MemoryUse): void {
    // Who is inside a built-in call does not say how much of it is heap.
    const uses = [heap ?? { used: whole.used, limit: this.#heapLimit }, whole];
    const worst = uses.reduce((a, b) => (a.used / a.limit > b.used / b.limit ? a : b));
    if (worst.used < worrying * worst.limit) this.#isWarned = false;
    else if (!this.#isWarned) {
      this.#isWarned = true;
      this.#tools.warn(worst);
    }
  }

  async #stop(inspector: MainInspector, why: 'heap' | 'process'): Promise<void> {
    await inspector.whilePaused((frames) => this.#stopHeld(inspector, why, frames));
  }

  /** Stops the code of a main thread that stands still, if it must be. */
  async #stopHeld(
    inspector: MainInspector,
    why: 'heap' | 'process' | 'full',
    frames: readonly CodePosition[],
  ): Promise<void> {
    const since = performance.now();
    await inspector.collect();
    // Where most of it was garbage, V8 is left to itself for a while.
    this.#trustedUntil = performance.now() + 5 * (performance.now() - since);
    const use = why === 'process' ? processMemory() : await this.#heapUse(inspector);
    const meter = why === 'process' ? this.#process : this.#heap;
    // The compiler, torn, would not work again.
    if (!meter.isFull(use) || !isOfUser(frames)) return;
    if (meter.spares(use, this.#tools.cell()) && why !== 'full') return;
    this.#tools.report(frames, { ...use, isHeap: why !== 'process' });
    if (isInterruptible(frames)) this.#tools.signal();
    else if (this.#tools.canTerminate) inspector.terminateLater();
    // What awaits the code is told when it has been let go.
    setImmediate(() => this.#tools.stopped());
  }

  async #heapUse(inspector: MainInspector): Promise<MemoryUse> {
    // Nothing is known of a heap that takes so long to answer but that it was full.
    const used = (await inspector.heapUsed(patience)) ?? this.#heapLimit;
    return { used, limit: this.#heapLimit };
  }

  #forget(): void {
    this.#inspector?.close();
    this.#inspector = undefined;
  }
}
