import inspector from 'node:inspector';
import type { CodePosition } from '../engine/engine.js';

/** How long the main thread gets to answer the inspector, in milliseconds. In native code it cannot. */
const patience = 600;

/** Looks at the main thread, and stops what it runs, from another thread. */
export class MainInspector {
  readonly #session = new inspector.Session();

  constructor() {
    this.#session.connectToMainThread();
  }

  /** The stack of the main thread, innermost frame first; empty when it is in native code. It runs on afterwards. */
  async look(): Promise<readonly CodePosition[]> {
    // A frame names its script by id only.
    const urls = new Map<string, string>();
    this.#session.on('Debugger.scriptParsed', ({ params }) =>
      urls.set(params.scriptId, params.url),
    );
    const paused = new Promise<readonly CodePosition[]>((resolve) => {
      this.#session.once('Debugger.paused', ({ params }) =>
        resolve(
          params.callFrames.map(({ functionName, location }) => ({
            url: urls.get(location.scriptId) ?? '',
            functionName,
            line: location.lineNumber,
            column: location.columnNumber ?? 0,
          })),
        ),
      );
    });
    this.#post('Debugger.enable');
    this.#post('Debugger.pause');
    const frames = await within(patience, paused);
    // Also forgets a pause that did not come yet: the code must not stop at some later time.
    this.#post('Debugger.disable');
    this.#session.removeAllListeners('Debugger.scriptParsed');
    return frames ?? [];
  }

  /** Unwinds the running JavaScript up to the event loop; no `catch` or `finally` of it runs. */
  terminate(): void {
    this.#post('Runtime.terminateExecution');
  }

  close(): void {
    this.#session.disconnect();
  }

  #post(method: string): void {
    this.#session.post(method, () => undefined);
  }
}

/** Resolves with undefined when `promise` takes longer than `milliseconds`. */
export async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
