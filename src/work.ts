/** How far a piece of work has come. */
export interface WorkProgress {
  /** What is being done: the rounding band, other readings of the layer, or steps of a run. */
  readonly what: 'band' | 'readings' | 'steps';
  /** Units of work that are done. */
  readonly done: number;
  /** Units of work that there are. */
  readonly total: number;
}

/** Work in small pieces: whoever drives it decides when the next one is done, or that none is. */
export type Work<T> = Generator<WorkProgress, T, void>;

/** Does all of it at once. */
export function finish<T>(work: Work<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Does as much as fits into so many milliseconds. @returns whether that was all of it, and then the result. */
export function finishWithin<T>(work: Work<T>, milliseconds: number): { value: T } | undefined {
  const until = performance.now() + milliseconds;
  for (;;) {
    const { done, value } = work.next();
    if (done) return { value };
    if (performance.now() >= until) return undefined;
  }
}

/** How work is done beside other things. */
export interface WorkOptions {
  /** Called between two pieces, when others had their turn. */
  readonly progress?: (progress: WorkProgress) => void;
  /** Stops between two pieces when aborted. */
  readonly signal?: AbortSignal;
}

/** Milliseconds of work after which messages and timers get their turn. */
const turn = 8;

/**
 * Does it a few milliseconds at a time, so that messages, timers and a Stop button get their turn.
 * @throws the signal's reason when it is aborted.
 */
export async function finishSoon<T>(
  work: Work<T>,
  { progress, signal }: WorkOptions = {},
): Promise<T> {
  for (;;) {
    signal?.throwIfAborted();
    const until = performance.now() + turn;
    let step = work.next();
    while (!step.done && performance.now() < until) step = work.next();
    if (step.done) return step.value;
    progress?.(step.value);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
