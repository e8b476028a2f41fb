// Which request is being handled right now: outputs, comm messages and input requests take their parent from here.

import type { Header } from '../protocol/message.js';

/** What has to be known of a request while its code runs, and long afterwards in its late callbacks. */
export interface RequestContext {
  /** The header of the request, which its outputs name as their parent. */
  readonly header: Header;
  /** Routing prefix of the client that asked, for `input_request`. */
  readonly identities: readonly Uint8Array[];
  /** Whether the client that asked can answer an `input_request`. */
  readonly allowStdin: boolean;
  /** The notebook's own id of the cell that is run, where the front end sends it. */
  readonly cellId?: string;
}

/**
 * Carries a value along a request's asynchronous continuations. Node's own carriers live in `kernel/process`; the one
 * used without them knows only the synchronous part of a request.
 */
export interface ContextCarrier {
  /** The request that the running code belongs to; undefined where that is not known. */
  current(): RequestContext | undefined;
  /** Runs something as a part of a request. */
  run<T>(context: RequestContext, run: () => T): T;
}

/** A carrier for hosts without asynchronous context: the innermost request that has not returned yet. */
export function makeSynchronousCarrier(): ContextCarrier {
  let current: RequestContext | undefined;
  return {
    current: () => current,
    run: (context, run) => {
      const before = current;
      current = context;
      try {
        return run();
      } finally {
        current = before;
      }
    },
  };
}

let carrier = makeSynchronousCarrier();
let fallback: RequestContext | undefined;

/** Chooses the carrier; called once at start-up, before the first request. */
export function useCarrier(chosen: ContextCarrier): void {
  carrier = chosen;
}

/** Names the request that output without a known origin belongs to: the cell that ran last. */
export function setFallbackParent(context: RequestContext | undefined): void {
  fallback = context;
}

/** @returns the request that the running code belongs to; undefined before the first one. */
export function currentParent(): RequestContext | undefined {
  return carrier.current() ?? fallback;
}

/** Runs `run` so that everything it prints, also later from its callbacks, belongs to `context`. */
export function runWithParent<T>(context: RequestContext, run: () => T): T {
  return carrier.run(context, run);
}
