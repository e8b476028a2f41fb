import { writeSync } from 'node:fs';

/** Whatever was thrown, as an error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** Writes what failed on the socket thread to the process's own stderr, where a server keeps its log: nobody else waits for it. */
export function reportFailure(thrown: unknown): void {
  const { stack, message } = asError(thrown);
  try {
    writeSync(2, `gatelab: the socket thread goes on after ${stack ?? message}\n`);
  } catch {
    // Nobody reads stderr.
  }
}
