import { closeSync, constants, fstatSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a log is opened for. */
export type LogUse = 'append' | 'read';

const { O_APPEND, O_CREAT, O_RDONLY, O_WRONLY } = constants;
/** Not on Windows, which has no pipes among its files. */
const { O_NONBLOCK = 0 } = constants as Partial<typeof constants>;
const flags = { append: O_APPEND | O_CREAT | O_WRONLY, read: O_RDONLY };

/**
 * Opens a log file for its owner alone; for appending, file and folders are made where they are missing. It never waits, also not for the
 * other end of a pipe.
 * @returns the descriptor
 * @throws Error when it cannot be opened, or is no ordinary file
 */
export function openLog(path: string, use: LogUse): number {
  if (use === 'append') makeFolder(dirname(path));
  const file = openSync(path, flags[use] | O_NONBLOCK, 0o600);
  if (fstatSync(file).isFile()) return file;
  closeSync(file);
  throw new Error(`${path} is no ordinary file`);
}

/** Node's own `recursive` tries for ever where a folder can never be made, as under /proc. */
function makeFolder(folder: string): void {
  if (tryToMake(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  tryToMake(folder);
}

/** @returns false when a folder above is missing */
function tryToMake(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    if (code !== 'EEXIST') throw error;
  }
  return true;
}
