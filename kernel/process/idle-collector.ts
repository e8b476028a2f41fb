import { getHeapStatistics } from 'node:v8';

/** How long nothing must have happened, and how often that is looked at, in milliseconds. */
const rest = 2000;

/** How much the heap may have grown since it was last tidied, in bytes. */
const tolerance = 16e6;

/**
 * Gives memory back while nobody waits: V8 alone keeps what a busy minute took. The inspector's way of collecting also returns the free pages to the
 * system, which `gc()` does not.
 * @param idleFor tells for how many milliseconds nothing has happened
 * @returns what ends it
 */
export function collectWhenIdle(idleFor: () => number): () => void {
  const size = (): number => getHeapStatistics().total_heap_size;
  let tidied = size();
  let isCollecting = false;
  const timer = setInterval(() => {
    tidied = Math.min(tidied, size());
    if (isCollecting || size() - tidied < tolerance || idleFor() < rest) return;
    isCollecting = true;
    void collect().then(() => {
      isCollecting = false;
      tidied = size();
    });
  }, rest);
  timer.unref();
  return () => clearInterval(timer);
}

async function collect(): Promise<void> {
  const { Session } = await import('node:inspector');
  const session = new Session();
  session.connect();
  await new Promise<void>((resolve) => {
    session.post('HeapProfiler.collectGarbage', () => resolve());
  });
  session.disconnect();
}
