// Finds out what cells have left at work. Timers are noted as they are made; servers, sockets and children Node itself knows.
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { useAlive, type AliveThing } from '../outputs/alive.js';
import { currentParent, type RequestContext } from '../outputs/context.js';

type Start = (
  callback: (...args: unknown[]) => unknown,
  delay?: number,
  ...rest: unknown[]
) => Timer;

/** A timer as Node makes it; the flag tells that it has fired for the last time, or was cleared. */
type Timer = NodeJS.Timeout & { readonly _destroyed?: boolean };

interface Noted {
  readonly what: string;
  readonly context: RequestContext | undefined;
}

/** A handle of Node's event loop, of whatever class. */
interface Handle {
  readonly constructor: { readonly name: string };
  readonly listening?: boolean;
  readonly pid?: number;
  readonly spawnfile?: string;
  readonly remotePort?: number;
  address?(): unknown;
  close?(): void;
  closeAllConnections?(): void;
  kill?(): void;
  destroy?(): void;
}

const noted = new Map<Timer, Noted>();

/** So many timers are noted before those that have ended are forgotten. */
const most = 1000;

let isWatching = false;

/** Begins to note timers, and tells the session what is at work. Asked again, it does nothing. */
export function watchAlive(): void {
  if (isWatching) return;
  isWatching = true;
  const timers = createRequire(import.meta.url)('node:timers') as Record<string, Start>;
  for (const [name, word] of [
    ['setTimeout', 'after'],
    ['setInterval', 'every'],
  ] as const) {
    wrap(globalThis as unknown as Record<string, Start>, name, word);
    wrap(timers, name, word);
  }
  syncBuiltinESMExports();
  const own = new Set(handles());
  useAlive(() => [
    ...timersAtWork(),
    ...handles().flatMap((one) => (own.has(one) ? [] : ofHandle(one))),
  ]);
}

function wrap(target: Record<string, Start>, name: string, word: string): void {
  const start = target[name]!;
  const noting: Start = (callback, delay = 1, ...rest) => {
    const timer = start(callback, delay, ...rest);
    if (noted.size >= most) forgetEnded();
    noted.set(timer, { what: `timer, ${word} ${delay} ms`, context: currentParent() });
    return timer;
  };
  // `util.promisify(setTimeout)` and the like look for properties of the original.
  target[name] = Object.defineProperties(noting, Object.getOwnPropertyDescriptors(start));
}

function forgetEnded(): void {
  for (const timer of noted.keys()) if (timer._destroyed === true) noted.delete(timer);
}

function timersAtWork(): AliveThing[] {
  forgetEnded();
  return [...noted].map(([timer, { what, context }]) => ({
    ...{ what, context, isTimer: true },
    stop: () => clearTimeout(timer),
  }));
}

function handles(): readonly Handle[] {
  const node = process as unknown as { _getActiveHandles(): readonly Handle[] };
  return node._getActiveHandles();
}

/** Nothing for handles that stand for no work of a cell, such as the ports between threads. */
function ofHandle(handle: Handle): AliveThing[] {
  const described = describe(handle);
  return described ? [{ ...described, isTimer: false, context: undefined }] : [];
}

function describe(handle: Handle): { what: string; stop: () => void } | undefined {
  switch (handle.constructor.name) {
    case 'Server': {
      const { port } = Object(handle.address?.()) as { port?: number };
      const stop = () => {
        handle.close?.();
        handle.closeAllConnections?.();
      };
      return { what: port === undefined ? 'server' : `server on port ${port}`, stop };
    }
    case 'ChildProcess':
      return { what: `child ${handle.spawnfile} (${handle.pid})`, stop: () => handle.kill?.() };
    case 'Socket':
      if (handle.remotePort === undefined) return undefined;
      return { what: `connection to port ${handle.remotePort}`, stop: () => handle.destroy?.() };
    case 'FSWatcher':
      return { what: 'watcher of files', stop: () => handle.close?.() };
    default:
      return undefined;
  }
}
