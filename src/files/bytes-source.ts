import type { ByteSource } from './byte-source.js';
import type { Budget } from './budget.js';
import { checkRange } from './check-range.js';

/** Bytes already in memory as a source. What `read` gives is a view, not a copy. */
export function bytesSource(name: string, bytes: Uint8Array, budget?: Budget): ByteSource {
  return {
    name,
    size: bytes.length,
    budget,
    read(offset, length) {
      checkRange({ name, size: bytes.length }, offset, length);
      return bytes.subarray(offset, offset + length);
    },
    close() {},
  };
}
