// How much of V8's heap is for what lasts.
import { getHeapStatistics } from 'node:v8';

/** The largest size of a young space where none is asked for, in bytes: of Node 24 (V8 13), and before. */
const youngSpace = Number(process.versions.node.split('.')[0]) >= 24 ? 64 * 2 ** 20 : 16 * 2 ** 20;

/** V8's limit counts its three young spaces; what lasts has to do with the rest. In bytes. */
export function oldSpaceLimit(): number {
  const { heap_size_limit: limit } = getHeapStatistics();
  const words = [...process.execArgv, ...(process.env['NODE_OPTIONS'] ?? '').split(/\s+/)];
  const asked = words.map((word) => /^--max[-_]semi[-_]space[-_]size=(\d+)$/.exec(word)?.[1]);
  const megabytes = asked.findLast((size) => size !== undefined);
  const young = megabytes === undefined ? youngSpace : Number(megabytes) * 2 ** 20;
  return limit - Math.min(3 * young, limit / 2);
}
