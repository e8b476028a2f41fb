// What user code does to the process must not end the kernel.

import { makeErrorContent } from '../outputs/error-content.js';
import { publishError, type ErrorContent } from '../outputs/outputs.js';

/** What the guards need to know. */
export interface GuardOptions {
  /** Makes an error of a cell readable, with the user's own lines. */
  readonly describe?: ((error: unknown) => ErrorContent) | undefined;
  /** Called on SIGINT: stops what runs. */
  readonly interrupt: () => void;
}

/** Keeps the process alive through `process.exit`, uncaught errors and rejections, and SIGINT. @returns the real `exit` */
export function guardProcess({
  describe = makeErrorContent,
  interrupt,
}: GuardOptions): (code: number) => never {
  const exit = process.exit.bind(process);
  const refuse = (code?: unknown): never => {
    throw new Error(
      `process.exit(${code === undefined ? '' : String(code)}) would end the kernel; use "Restart kernel" instead`,
    );
  };
  process.exit = refuse;
  process.abort = () => refuse();

  const report = (error: unknown) => {
    // An interrupted cell's own promise may still be rejected, after the cell was answered.
    if (error instanceof Error && error.name === 'KeyboardInterrupt') return;
    publishError(describe(error));
  };
  keepListeners({ uncaughtException: report, unhandledRejection: report });
  process.on('SIGINT', interrupt);
  return (code) => exit(code);
}

/** Listens to the process, whoever takes all listeners away: programs that a cell tries out do so, and would end the kernel with the next error. */
function keepListeners(listeners: Readonly<Record<string, (what: unknown) => void>>): void {
  const listen = () => {
    for (const [event, listener] of Object.entries(listeners))
      if (!process.listeners(event as 'exit').includes(listener)) process.on(event, listener);
  };
  const remove = process.removeListener.bind(process);
  const removeAll = process.removeAllListeners.bind(process);
  process.removeListener = process.off = (event: string, listener: () => void) => {
    remove(event, listener);
    listen();
    return process;
  };
  process.removeAllListeners = (event) => {
    // Without the two that Node itself needs no signal would arrive; and Node takes the interrupt's away while a cell runs, and puts it back.
    const others = process
      .eventNames()
      .filter((name) => !/^(newListener|removeListener|SIGINT)$/.test(String(name)));
    for (const name of event === undefined ? others : [event]) removeAll(name as string);
    listen();
    return process;
  };
  listen();
}
