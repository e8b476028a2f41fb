import { readdirSync, readFileSync } from 'node:fs';

/**
 * Sends a signal to the processes that this one started, and to theirs, as a terminal's Ctrl-C would: `execSync('sleep 60')` ends only when its
 * child does. Works where `/proc` is; elsewhere it does nothing.
 * @returns tells, whenever it is asked, whether there were some and all have ended
 */
export function interruptChildren(signal: NodeJS.Signals): () => boolean {
  const children = descendantsOf(process.pid);
  for (const pid of children) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended by itself meanwhile.
    }
  }
  return () => children.length > 0 && !children.some(isAtWork);
}

/** One that has ended, and nobody asked how, is a zombie. */
function isAtWork(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

function descendantsOf(pid: number): number[] {
  return childrenOf(pid).flatMap((child) => [...descendantsOf(child), child]);
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' '))
      .filter((text) => text !== '')
      .map(Number);
  } catch {
    return [];
  }
}
