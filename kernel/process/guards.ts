// What user code does to the process must not end the kernel.

import { makeErrorContent } from '../session/error-content.js';
import { publishError, type ErrorContent } from '../session/outputs.js';

/** What the guards need to know. */
export interface GuardOptions {
  /** Makes an error of a cell readable, with the user's own lines. */
  readonly describe?: ((error: unknown) => ErrorContent) | undefined;
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
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
  process.on('SIGINT', interrupt);
  return (code) => exit(code);
}
