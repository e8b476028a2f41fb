import { readdirSync, readFileSync } from 'node:fs';

/**
 * Sends a signal to the processes that this one started, and to theirs, as a terminal's Ctrl-C would: `execSync('sleep 60')` ends only when its
 * child does. Works where `/proc` is; elsewhere it does nothing.
 */
export function interruptChildren(signal: NodeJS.Signals): void {
  for (const pid of descendantsOf(process.pid)) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended by itself meanwhile.
    }
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
