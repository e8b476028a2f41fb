import type { WidgetLike } from './widget-spec.js';

/** What an observer is told. */
export interface Change<T = unknown, N extends PropertyKey = string> {
  /** The name of the trait. */
  readonly name: N;
  /** Its value before. */
  readonly old: T;
  /** Its value now. */
  readonly new: T;
  /** The widget. */
  readonly owner: WidgetLike;
}

/** An observer; the front end that caused the change is told *idle* only after a returned promise has settled. */
export type Observer = (change: Change) => unknown;

/** Who wants to know of which trait. */
export class Observers {
  readonly #byName = new Map<string, Set<Observer>>();
  #results: unknown[] | undefined;

  /** Adds an observer of one name; `*` stands for all. */
  add(name: string, observer: Observer): void {
    this.#byName.set(name, (this.#byName.get(name) ?? new Set()).add(observer));
  }

  /** Takes an observer back, from all names when none is given. */
  remove(observer: Observer, names: readonly string[] = [...this.#byName.keys()]): void {
    for (const name of names) this.#byName.get(name)?.delete(observer);
  }

  /** Calls the observers of a change. */
  notify(change: Change): void {
    for (const name of [change.name, '*']) {
      for (const observer of [...(this.#byName.get(name) ?? [])]) {
        const result = observer(change);
        this.#results?.push(result);
      }
    }
  }

  /** Runs `cause` and waits for everything that the observers it calls return. */
  async settled(cause: () => void): Promise<void> {
    const results: unknown[] = (this.#results = []);
    try {
      cause();
    } finally {
      this.#results = undefined;
    }
    await Promise.all(results);
  }
}
