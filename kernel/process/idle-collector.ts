import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How long nothing must have happened, and how often that is looked at, in milliseconds. */
const rest = 2000;

/** How much garbage may lie about, in bytes. */
const tolerance = 32e6;

/**
 * Collects garbage while nobody waits: V8 alone lets the memory of a long day grow until it needs room.
 * @param idleFor tells for how many milliseconds nothing has happened
 * @returns what ends it
 */
export function collectWhenIdle(idleFor: () => number): () => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');

  let least = getHeapStatistics().used_heap_size;
  const timer = setInterval(() => {
    const used = getHeapStatistics().used_heap_size;
    least = Math.min(least, used);
    if (used - least < tolerance || idleFor() < rest) return;
    collect();
    least = getHeapStatistics().used_heap_size;
  }, rest);
  timer.unref();
  return () => clearInterval(timer);
}
