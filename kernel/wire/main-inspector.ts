import inspector from 'node:inspector';
import type { CodePosition } from '../protocol/code-position.js';

/** How long the main thread gets to answer the inspector, in milliseconds. In native code it cannot. */
const patience = 600;

/** How long it gets to collect its garbage, in milliseconds: several gigabytes, on a machine that is busy with others. */
const collecting = 20_000;

/** What is done while the main thread stands still, with its stack, innermost frame first. */
type Act = (frames: readonly CodePosition[]) => void | Promise<void>;

/** Looks at the main thread, and stops what it runs, from another thread. */
export class MainInspector {
  readonly #session = new inspector.Session();

  readonly #urls = new Map<string, string>();
  /** Who waits for the main thread to stand still. */
  #held: ((frames: readonly CodePosition[]) => void) | undefined;
  /** What is done when its heap is full. */
  #onFull: Act | undefined;

  constructor() {
    this.#session.connectToMainThread();
    this.#session.on('Debugger.scriptParsed', ({ params }) => {
      this.#urls.set(params.scriptId, params.url);
    });
    this.#session.on('Debugger.paused', ({ params }) => {
      const frames = params.callFrames.map(({ functionName, location }) => ({
        url: this.#urls.get(location.scriptId) ?? '',
        functionName,
        line: location.lineNumber,
        column: location.columnNumber ?? 0,
      }));
      if (this.#held !== undefined) this.#held(frames);
      else if (params.reason === 'OOM') this.#answerFull(frames);
    });
  }

  /**
   * From now on a heap that is full does not end the process: V8 lets it grow to four times its limit, and the main thread stands still as soon as it is in
   * JavaScript.
   * @param act is called while it stands still; what it allocates afterwards must be little
   */
  guard(act: Act): void {
    this.#onFull = act;
    this.#enable();
  }

  /**
   * Holds the main thread for a moment.
   * @param act is called while it stands still, with its stack, innermost frame first: what is done then meets this code and no other
   * @param isComing asked when the time is up: whether the main thread is known to be on its way, and gets as much again, up to ten times
   * @returns whether it could be held; native code cannot
   */
  async whilePaused(act: Act, isComing = () => false): Promise<boolean> {
    const paused = new Promise<readonly CodePosition[]>((resolve) => (this.#held = resolve));
    this.#enable();
    this.#tell('Debugger.setSkipAllPauses', { skip: false });
    this.#tell('Debugger.pause');
    try {
      let frames = await within(patience, paused);
      for (let more = 10; frames === undefined && more > 0 && isComing(); more--)
        frames = await within(patience, paused);
      if (frames !== undefined) await act(frames);
      return frames !== undefined;
    } finally {
      this.#held = undefined;
      this.#letGo();
    }
  }

  #answerFull(frames: readonly CodePosition[]): void {
    Promise.resolve(this.#onFull?.(frames))
      .catch(() => undefined)
      .finally(() => this.#letGo());
  }

  #enable(): void {
    // Scripts that were collected are not to be kept for somebody to look at.
    this.#tell('Debugger.enable', { maxScriptsCacheSize: 0 });
    // Breakpoints are for those who debug. Of a full heap V8 tells nevertheless.
    this.#tell('Debugger.setSkipAllPauses', { skip: true });
  }

  /** Lets it run again, or forgets a pause that did not come yet: the code must not stop at some later time. */
  #letGo(): void {
    this.#tell('Debugger.disable');
    if (this.#onFull !== undefined) this.#enable();
  }

  /**
   * Unwinds the running JavaScript up to the event loop; no `catch` or `finally` of it runs.
   * @returns when that has happened, or could not within a second
   */
  async terminate(): Promise<void> {
    await within(1000, this.#ask('Runtime.terminateExecution'));
  }

  /** As `terminate`, for code that stands still: it happens when the code goes on. */
  terminateLater(): void {
    this.#tell('Runtime.terminateExecution');
  }

  /** How many bytes of the main thread's heap are in use; undefined where it does not answer. */
  async heapUsed(milliseconds = patience): Promise<number | undefined> {
    const asked = this.#ask<{ usedSize: number }>('Runtime.getHeapUsage');
    const answer = await within(milliseconds, asked);
    return answer?.usedSize;
  }

  /** Has the main thread collect its garbage while it stands still: the inspector's own way would wait for the event loop. */
  async collect(): Promise<void> {
    const expression = `{
      process.getBuiltinModule('v8').setFlagsFromString('--expose-gc');
      process.getBuiltinModule('vm').runInNewContext('gc')();
    }`;
    await within(collecting, this.#ask('Runtime.evaluate', { expression, silent: true }));
  }

  /** Ends the session with the inspector. */
  close(): void {
    this.#session.disconnect();
  }

  #tell(method: string, given: object = {}): void {
    this.#session.post(method, given);
  }

  /** @returns undefined when the main thread has refused */
  #ask<T>(method: string, given: object = {}): Promise<T | undefined> {
    return new Promise((resolve) => {
      this.#session.post(method, given, (error, answer) =>
        resolve(error ? undefined : (answer as T)),
      );
    });
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
