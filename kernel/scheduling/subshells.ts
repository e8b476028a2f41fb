import { Lane } from './lane.js';
import { makeUniqueId } from '../protocol/make-message.js';

/**
 * Subshells are cooperative: no threads, but queues of their own. A second console's cell, or a widget's callback, runs while a
 * cell of the main shell awaits.
 */
export class Subshells {
  /** The lane of requests that name no subshell. */
  readonly main = new Lane();
  readonly #lanes = new Map<string, Lane>();

  /** Makes a subshell. @returns its id */
  create(): string {
    const id = makeUniqueId();
    this.#lanes.set(id, new Lane(id));
    return id;
  }

  /** @throws RangeError when there is no subshell of this id */
  delete(id: string): void {
    if (!this.#lanes.delete(id)) throw unknown(id);
  }

  /** The ids of all subshells. */
  list(): string[] {
    return [...this.#lanes.keys()];
  }

  /** Resolves when the cells that run now, in whatever shell, have been answered. */
  async current(): Promise<void> {
    await Promise.all([this.main, ...this.#lanes.values()].map((lane) => lane.current));
  }

  /** The lane of a request; null or undefined stands for the main shell. @throws RangeError as `delete` does */
  laneOf(id: string | null | undefined): Lane {
    if (id == null) return this.main;
    const lane = this.#lanes.get(id);
    if (lane === undefined) throw unknown(id);
    return lane;
  }
}

function unknown(id: string): RangeError {
  return new RangeError(
    `There is no subshell "${id}"; list_subshell_request names those there are`,
  );
}
