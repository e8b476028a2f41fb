import { promiseHooks } from 'node:v8';
import type { ContextCarrier, RequestContext } from '../session/context.js';

const origin = Symbol('request');

type Tagged = Promise<unknown> & { [origin]?: RequestContext | undefined };
type Callback = (...args: unknown[]) => unknown;
type Scheduler = (callback: Callback, ...rest: unknown[]) => unknown;

/**
 * A carrier made of V8's own promise hooks, and of wrapped functions that start callbacks. Unlike `async_hooks` it keeps no stack that must fit after
 * an interrupt has unwound the code.
 */
export function makePromiseCarrier(): ContextCarrier {
  let current: RequestContext | undefined;
  const before: (RequestContext | undefined)[] = [];

  promiseHooks.createHook({
    init: (promise: Tagged) => {
      if (current !== undefined) promise[origin] = current;
    },
    before: (promise: Tagged) => {
      before.push(current);
      current = promise[origin];
    },
    after: () => {
      current = before.pop();
    },
  });

  const run = <T>(context: RequestContext | undefined, work: () => T): T => {
    const outer = current;
    current = context;
    try {
      return work();
    } finally {
      current = outer;
    }
  };

  const bind =
    (schedule: Scheduler): Scheduler =>
    (callback, ...rest) => {
      const context = current;
      if (context === undefined || typeof callback !== 'function')
        return schedule(callback, ...rest);
      return schedule((...args: unknown[]) => run(context, () => callback(...args)), ...rest);
    };

  wrap(globalThis, ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'], bind);
  wrap(process, ['nextTick'], bind);
  return { current: () => current, run };
}

function wrap(
  target: object,
  names: readonly string[],
  bind: (schedule: Scheduler) => Scheduler,
): void {
  const functions = target as Record<string, Scheduler>;
  for (const name of names) {
    const original = functions[name]!;
    const bound = bind(original.bind(target));
    // `util.promisify(setTimeout)` and the like look for properties of the original.
    functions[name] = Object.defineProperties(bound, Object.getOwnPropertyDescriptors(original));
  }
}
