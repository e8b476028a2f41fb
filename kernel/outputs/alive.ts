// What cells have started and is still at work: timers, servers, children. A cell that has ended, or was stopped, may have left some.
import type { RequestContext } from './context.js';

/** One such thing. */
export interface AliveThing {
  /** In the words of a person: `timer, every 100 ms`. */
  readonly what: string;
  /** Whether it is a timer. */
  readonly isTimer: boolean;
  /** The request that started it, where that is known. */
  readonly context: RequestContext | undefined;
  /** Ends it. */
  stop(): void;
}

let list: () => readonly AliveThing[] = () => [];

/** Tells how to find them; called once at start-up, by the host. */
export function useAlive(find: () => readonly AliveThing[]): void {
  list = find;
}

/** What is at work now. */
export function aliveThings(): readonly AliveThing[] {
  return list();
}

/** Stops what `isMeant` says, or everything. @returns what it was, in words */
export function stopAlive(isMeant: (thing: AliveThing) => boolean = () => true): string[] {
  const stopped: string[] = [];
  for (const thing of list().filter(isMeant)) {
    try {
      thing.stop();
      stopped.push(thing.what);
    } catch {
      // It has ended by itself.
    }
  }
  return stopped;
}
