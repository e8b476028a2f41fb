// What this process has taken of the machine's memory: what lies outside V8's heap, such as typed arrays, is seen here only.
import { freemem, totalmem } from 'node:os';
import type { MemoryUse } from './memory-meter.js';

/**
 * How much memory the process has, and how much it could have: of what is free, of what its container allows, or of what `GATELAB_MEMORY`
 * (in MB) sets.
 */
export function processMemory(wish = process.env['GATELAB_MEMORY']): MemoryUse {
  const used = process.memoryUsage.rss();
  // Without a container this is 0 or far more than there is.
  const contained = process.constrainedMemory();
  const wished = Number(wish) * 1e6;
  const limit = Math.min(
    used + freemem(),
    contained > 0 ? contained : totalmem(),
    wished > 0 ? wished : Infinity,
  );
  return { used, limit };
}
