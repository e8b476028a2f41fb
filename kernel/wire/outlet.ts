// The way out to subscribers. One that reads slowly holds the rest up for a moment, so that nothing is lost; one that does not read at all loses what it
// does not take, so that memory stays flat and the others go on.

import { sleep } from './sleep.js';

/** The socket, as far as it is used here. */
export interface OutletSocket {
  /** Whether nothing can be sent any more. */
  readonly closed: boolean;
  /** Rejects at once where a subscriber's queue is full and nothing may be dropped. */
  send(frames: (string | Uint8Array)[]): Promise<void>;
  /** Whether a message is kept back from all when one subscriber cannot take it; else that one loses it. */
  noDrop: boolean;
}

/** How a message is sent. */
export interface SendOptions {
  /** Lets it pass those that have not begun to leave, as the welcome of a new subscriber does. */
  readonly isFirst?: boolean;
  /** Called when it has left, or was given up. */
  readonly left?: () => void;
}

/** A message that waits. */
interface Waiting extends SendOptions {
  readonly frames: (string | Uint8Array)[];
  /** In bytes. */
  readonly size: number;
}

/** Times in milliseconds: between two tries, and until a subscriber that takes nothing is given up. */
const pause = { retry: 5, patience: 1000 };

/** While somebody is given up nothing holds the others up either: after so many messages they get a moment to take them. */
const breath = { messages: 20, milliseconds: 20 };

/** So many bytes may wait before whoever prints has to. */
const enough = 8e6;

/** Sends messages one after the other, in order. */
export class Outlet {
  readonly #socket: OutletSocket;
  readonly #waiting: Waiting[] = [];
  #bytes = 0;
  #isBusy = false;
  #isInFlight = false;
  /** Messages that were sent while somebody was given up. */
  #unheld = 0;
  /** Whether somebody has been given up and has not begun to read again. */
  #isKnown = false;
  #isLossy: boolean | undefined;
  /** When a message last left. */
  #sentAt = 0;
  /** Until then, whoever cannot take a message loses it. */
  #dropsUntil = 0;

  constructor(socket: OutletSocket) {
    this.#socket = socket;
  }

  /** Whether little enough waits for more to be welcome. */
  get isFree(): boolean {
    return this.#bytes < enough;
  }

  /** Sends a message after those that wait; `isFirst` before them, `left` is called when it has left. */
  send(frames: (string | Uint8Array)[], { isFirst = false, left }: SendOptions = {}): void {
    const message = { frames, size: sizeOf(frames), ...(left && { left }) };
    if (isFirst) this.#waiting.splice(this.#isInFlight ? 1 : 0, 0, message);
    else this.#waiting.push(message);
    this.#bytes += message.size;
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#sentAt = performance.now();
    this.#empty().catch(() => (this.#isBusy = false));
  }

  /** Sends what waits without waiting for anybody: the socket is about to be closed. */
  flush(): void {
    this.#beLossy(true);
    for (const { frames, left } of this.#waiting.splice(this.#isInFlight ? 1 : 0)) {
      this.#socket.send(frames).catch(() => undefined);
      left?.();
    }
  }

  async #empty(): Promise<void> {
    // Who has just subscribed is read of, and welcomed, before anything else is sent to them.
    await new Promise((resolve) => setImmediate(resolve));
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (this.#socket.closed) return;
      // Nothing passes it until it is taken from the list: else it would be sent again.
      this.#isInFlight = true;
      const hasLeft = await this.#try(next);
      if (hasLeft) this.#waiting.shift();
      this.#isInFlight = false;
      if (hasLeft) {
        this.#bytes -= next.size;
        next.left?.();
        if (this.#isLossy && ++this.#unheld % breath.messages === 0)
          await sleep(breath.milliseconds);
      } else await sleep(pause.retry);
    }
    this.#isBusy = false;
  }

  async #try({ frames }: Waiting): Promise<boolean> {
    const now = performance.now();
    this.#beLossy(now < this.#dropsUntil);
    try {
      await this.#socket.send(frames);
      this.#sentAt = performance.now();
      if (!this.#isLossy) this.#isKnown = false;
      return true;
    } catch {
      // From time to time it is tried whether all of them read again.
      if (this.#isKnown || now - this.#sentAt > pause.patience) {
        this.#isKnown = true;
        this.#dropsUntil = now + pause.patience;
      }
      return this.#socket.closed;
    }
  }

  #beLossy(isLossy: boolean): void {
    if (isLossy !== this.#isLossy) this.#socket.noDrop = !isLossy;
    this.#isLossy = isLossy;
  }
}

function sizeOf(frames: readonly (string | Uint8Array)[]): number {
  let size = 0;
  for (const frame of frames) size += frame.length;
  return size;
}
