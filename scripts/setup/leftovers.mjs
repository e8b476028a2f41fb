// Processes that a run of tests left behind. What a test starts inherits the run's mark with its environment, whoever its parent is by then.
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** The variable that carries the mark. */
export const markName = 'GATELAB_TEST_RUN';

/**
 * Waits until all processes with this mark are gone, then ends those that are not.
 * @param patience milliseconds: a kernel looks once a second whether its parent is there.
 * @returns the command lines of those that had to be ended. Only Linux tells the environment of a process; elsewhere there are none.
 */
export async function endLeftovers(mark, patience = 5000) {
  const until = Date.now() + patience;
  while (marked(mark).length > 0 && Date.now() < until) await sleep(100);
  const left = marked(mark);
  for (const { pid } of left) kill(pid);
  return left.map(({ pid, command }) => `${pid} ${command}`);
}

function marked(mark) {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    const variables = read(pid, 'environ').split('\0');
    if (!variables.includes(`${markName}=${mark}`)) return [];
    return [{ pid: Number(pid), command: read(pid, 'cmdline').replaceAll('\0', ' ').trim() }];
  });
}

/** A file of a process; empty when it has ended, or is not ours. */
function read(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
