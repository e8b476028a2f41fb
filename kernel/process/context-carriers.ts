// How Node carries the current request along callbacks and awaits. What fits depends on the version, because a kernel must also survive the
// interruption of a busy loop: with AsyncLocalStorage on top of async_hooks (before Node 24) the process aborts then.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { ContextCarrier, RequestContext } from '../outputs/context.js';
import { makePromiseCarrier } from './promise-carrier.js';

/** The carrier for the running version of Node. */
export function makeNodeCarrier(): ContextCarrier {
  const major = Number(process.versions.node.split('.')[0]);
  const hasContextFrame = major >= 24 && !process.execArgv.includes('--no-async-context-frame');
  return hasContextFrame ? makeStorageCarrier() : makePromiseCarrier();
}

function makeStorageCarrier(): ContextCarrier {
  const storage = new AsyncLocalStorage<RequestContext>();
  return {
    current: () => storage.getStore(),
    run: (context, run) => storage.run(context, run),
  };
}
