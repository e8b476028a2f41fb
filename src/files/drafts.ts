// Names for files that are still being written, by which the next run finds what a killed one left.
import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Process ids mean something on their own machine only; folders are shared between machines. */
const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 6);

/** As `trace.npz.gatelab-1a2b3c-4711-0.part`. */
const pattern = /\.gatelab-([0-9a-f]{6})-(\d+)-[0-9a-z]+\.part$/;

/** One process may write the same file twice at once. */
let count = 0;

/** File systems take names of 255 bytes. */
const longest = 255;

/** The path beside `path` under which this process writes before the file has its name. */
export function draftOf(path: string): string {
  const ending = `.gatelab-${host}-${process.pid}-${(count++).toString(36)}.part`;
  const name = Buffer.from(basename(path));
  const begin = name.subarray(0, longest - ending.length).toString('utf8');
  // A character that was cut in two becomes one of three bytes.
  return join(dirname(path), begin.replace(/\ufffd+$/, '') + ending);
}

/** Removes the drafts in a folder whose writers, processes of this machine, have ended. */
export function sweepDrafts(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, machine, pid] = pattern.exec(name) ?? [];
    if (machine !== host || isInUse(Number(pid), join(folder, name))) continue;
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** In a container every run may have the same process id: what is older than this process is another's. */
function isInUse(pid: number, draft: string): boolean {
  if (pid !== process.pid) return isAlive(pid);
  const started = Date.now() - process.uptime() * 1000;
  return (statSync(draft, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= started - 1000;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
