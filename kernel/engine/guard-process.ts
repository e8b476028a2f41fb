// What would end an ordinary Node program must not end a notebook: stray errors, and `process.exit` in a cell.
import { publishError } from '../session/outputs.js';
import { describeError } from './failures.js';

/** Thrown in place of ending the process. */
class SystemExit extends Error {
  override readonly name = 'SystemExit';
}

/**
 * Reports errors of timers and forgotten promises below the cell that they belong to, and lets no cell end the process.
 *
 * @returns a function that undoes it; the kernel's own way out calls it first
 */
export function guardProcess(): () => void {
  const report = (error: unknown): void => publishError(describeError(error));
  const { exit } = process;
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
  process.exit = (code) => {
    throw new SystemExit(
      `process.exit(${code ?? ''}) would end the kernel; to end it, shut the kernel down`,
    );
  };
  return () => {
    process.off('uncaughtException', report);
    process.off('unhandledRejection', report);
    process.exit = exit;
  };
}
