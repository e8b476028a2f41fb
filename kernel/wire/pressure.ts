// Whoever shows much waits for those who read: what is on its way from the main thread to the subscribers stays bounded.

import { Shared } from './thread-messages.js';

/** So many units may be on their way before the main thread waits. */
const enough = 32_768;

/** A unit, in bytes: an Int32 is to hold any sum of them. */
const unit = 1024;

/** How long the main thread sleeps before it looks again, in milliseconds: code that waits here is to be stopped, too. */
const nap = 100;

/** Counts what is on its way. Both threads have one, of the same shared numbers. */
export class Pressure {
  readonly #shared: Int32Array;

  constructor(shared: Int32Array) {
    this.#shared = shared;
  }

  /** The main thread sends something, of so many units, as soon as there is room. The reader is another thread and never waits for us. */
  add(units: number): void {
    for (;;) {
      const seen = Atomics.load(this.#shared, Shared.underWay);
      if (seen < enough) break;
      Atomics.wait(this.#shared, Shared.underWay, seen, nap);
    }
    Atomics.add(this.#shared, Shared.underWay, units);
  }

  /** So many units have left, or were given up. */
  left(units: number): void {
    Atomics.sub(this.#shared, Shared.underWay, units);
    Atomics.notify(this.#shared, Shared.underWay);
  }
}

/** The weight of a packet with these parts. */
export function unitsOf(json: readonly string[], buffers: readonly Uint8Array[]): number {
  let bytes = 0;
  for (const text of json) bytes += text.length;
  for (const buffer of buffers) bytes += buffer.byteLength;
  return Math.ceil(bytes / unit);
}
