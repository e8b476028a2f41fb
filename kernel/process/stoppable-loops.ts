import { setFlagsFromString } from 'node:v8';

/**
 * Sees to it that every loop of a cell can be stopped. V8 13 (Node 24) unrolls a short inner loop, such as that of `new Array(1000).fill(0)`, and takes the
 * outer one to need no look at what was asked of the thread: neither Stop nor the inspector, which tells of a full memory, reaches it.
 */
export function keepLoopsStoppable(): void {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major >= 24) setFlagsFromString('--no-turboshaft-loop-unrolling');
}
