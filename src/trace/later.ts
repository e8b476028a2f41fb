// A run of a whole layer, or of all layers in front of it, is a plain call: layer after layer, each run of a cell where it stands in the
// code. To let others have their turn during the runs of cells, which take nearly all the time, the call is made again and again: a run
// that is met for the first time ends the call and is done beside other things; met again, its result is at hand. So do answers of others,
// such as onnxruntime, which come only after a while.
import type { WorkProgress } from '../work.js';

/** How a run beside other things is watched. */
export interface LaterOptions {
  /** Called now and then: how many steps of all samples are done, of the cell that runs. */
  readonly onProgress?: (progress: WorkProgress) => void;
  /** Stops it when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** A piece of work in both ways. */
export interface TwoWays<T> {
  /** Does it at once. */
  now(): T;
  /** Does it a piece at a time, with turns for others between. */
  later(options: LaterOptions): Promise<T>;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

interface Replay {
  readonly done: Outcome[];
  next: number;
  pending: TwoWays<unknown> | undefined;
  ends: (() => void)[];
}

let replay: Replay | undefined;

/** Ends a call whose next run is not done yet. */
class NotYet extends Error {}

/** A piece of work, such as a run of a cell: now, or where `finishLater` makes the call, beside other things. */
export function runOrWait<T>(run: TwoWays<T>): T {
  if (!replay) return run.now();
  const known = replay.done[replay.next];
  if (known) {
    replay.next++;
    if ('error' in known) throw known.error;
    return known.value as T;
  }
  // Whoever tries things out may have caught the end of the call: what was met first is done first.
  replay.pending ??= run;
  throw new NotYet('A run of a cell is not done yet');
}

/** Keeps what was found for later calls: now, or where `finishLater` makes the call, when it has come to its end. */
export function whenDone(keep: () => void): void {
  if (replay) replay.ends.push(keep);
  else keep();
}

/**
 * The result of a call in which cells run, without standing in the way of others meanwhile. The call must do the same each time.
 * @throws the signal's reason when it is aborted.
 */
export async function finishLater<T>(call: () => T, options: LaterOptions = {}): Promise<T> {
  const own: Replay = { done: [], next: 0, pending: undefined, ends: [] };
  for (;;) {
    options.signal?.throwIfAborted();
    const result = callWith(own, call);
    if (result) return result.value;
    own.done.push(await outcomeOf(own.pending!.later(options)));
  }
}

async function outcomeOf(work: Promise<unknown>): Promise<Outcome> {
  try {
    return { value: await work };
  } catch (error) {
    return { error };
  }
}

/** @returns undefined where the call met a run that is not done yet. */
function callWith<T>(own: Replay, call: () => T): { readonly value: T } | undefined {
  const before = replay;
  Object.assign(own, { next: 0, pending: undefined, ends: [] });
  replay = own;
  let value: T;
  try {
    value = call();
  } catch (error) {
    if (own.pending) return undefined;
    throw error;
  } finally {
    replay = before;
  }
  if (own.pending) return undefined;
  for (const keep of own.ends) keep();
  return { value };
}
