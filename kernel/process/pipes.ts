// Named pipes without a name: the only kind that Node can make. Starting a program for it takes some milliseconds, so one kernel leaves the next one's ready.
import { spawn, spawnSync } from 'node:child_process';
import { constants, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Both ends of a pipe, as descriptors of this process. */
export interface Pipe {
  /** Never waits. */
  readonly read: number;
  /** Waits where the pipe is full. */
  readonly write: number;
}

/** How many pipes lie ready at most. */
const stock = 4;

/**
 * Makes a pipe; nothing of it stays on disk.
 * @param folder where ready ones lie
 * @param openWriteEnd opens the end that is written to, once it can be opened without waiting
 * @throws Error where the system has no named pipes
 */
export function makePipe(folder: string, openWriteEnd: (path: string) => number): Pipe {
  const path = join(tmpdir(), `gatelab-pipe-${process.pid}-${process.hrtime.bigint()}`);
  if (!takeReady(folder, path)) {
    const { status } = spawnSync('mkfifo', ['-m', '600', path], { stdio: 'ignore' });
    if (status !== 0) throw new Error(`${path} could not be made`);
  }
  try {
    const read = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    return { read, write: openWriteEnd(path) };
  } finally {
    rmSync(path, { force: true });
  }
}

/** Moves a ready pipe to `path`. @returns whether there was one */
function takeReady(folder: string, path: string): boolean {
  try {
    for (const name of readdirSync(folder)) {
      try {
        renameSync(join(folder, name), path);
        return true;
      } catch {
        // Another kernel was faster, or the folders lie on different disks.
      }
    }
  } catch {
    // There is no such folder yet.
  }
  return false;
}

/** Lays pipes ready for the next kernels, in a quiet moment. */
export function stockPipes(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lacking = stock - readdirSync(folder).length;
    if (lacking <= 0) return;
    const paths = Array.from({ length: lacking }, (_, n) => join(folder, `${process.pid}-${n}`));
    const child = spawn('mkfifo', ['-m', '600', ...paths], { stdio: 'ignore' });
    child.on('error', () => undefined);
    child.unref();
  } catch {
    // A read-only home: the next kernel makes its own.
  }
}
