import { promiseHooks } from 'node:v8';
import type { ContextCarrier, RequestContext } from '../outputs/context.js';

/** Returns the object it is given, so that a subclass puts its private field on that object. */
const Identity = function (object: object) {
  return object;
} as unknown as new (object: object) => object;

/** Marks promises with their request, out of sight: nothing shows when a promise is printed or its keys are listed. */
class Mark extends Identity {
  #context: RequestContext;

  constructor(promise: object, context: RequestContext) {
    super(promise);
    this.#context = context;
  }

  static of(promise: object): RequestContext | undefined {
    return #context in promise ? promise.#context : undefined;
  }
}

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
    init: (promise: Promise<unknown>) => {
      if (current !== undefined) new Mark(promise, current);
    },
    before: (promise: Promise<unknown>) => {
      before.push(current);
      current = Mark.of(promise);
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
