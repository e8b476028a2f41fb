import inspector from 'node:inspector';
import type { CodePosition } from '../engine/engine.js';

/** How long the main thread gets to answer the inspector, in milliseconds. In native code it cannot. */
const patience = 600;

/** Looks at the main thread, and stops what it runs, from another thread. */
export class MainInspector {
  readonly #session = new inspector.Session();

  readonly #urls = new Map<string, string>();

  constructor() {
    this.#session.connectToMainThread();
    this.#session.on('Debugger.scriptParsed', ({ params }) => {
      this.#urls.set(params.scriptId, params.url);
    });
  }

  /**
   * Holds the main thread for a moment.
   * @param act is called while it stands still, with its stack, innermost frame first: what is done then meets this code and no other
   * @returns whether it could be held; native code cannot
   */
  async whilePaused(act: (frames: readonly CodePosition[]) => void): Promise<boolean> {
    const paused = new Promise<readonly CodePosition[]>((resolve) => {
      this.#session.once('Debugger.paused', ({ params }) =>
        resolve(
          params.callFrames.map(({ functionName, location }) => ({
            url: this.#urls.get(location.scriptId) ?? '',
            functionName,
            line: location.lineNumber,
            column: location.columnNumber ?? 0,
          })),
        ),
      );
    });
    void this.#post('Debugger.enable');
    void this.#post('Debugger.pause');
    const frames = await within(patience, paused);
    if (frames !== undefined) act(frames);
    else this.#session.removeAllListeners('Debugger.paused');
    // Lets it run again, or forgets a pause that did not come yet: the code must not stop at some later time.
    void this.#post('Debugger.disable');
    return frames !== undefined;
  }

  /**
   * Unwinds the running JavaScript up to the event loop; no `catch` or `finally` of it runs.
   * @returns when that has happened, or could not within a second
   */
  async terminate(): Promise<void> {
    await within(1000, this.#post('Runtime.terminateExecution'));
  }

  close(): void {
    this.#session.disconnect();
  }

  #post(method: string): Promise<void> {
    return new Promise((resolve) => this.#session.post(method, () => resolve()));
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
