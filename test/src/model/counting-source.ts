import type { ByteSource } from '../../../src/files/byte-source.js';

/** A source that remembers what was read from it. */
export interface CountingSource extends ByteSource {
  readonly reads: { readonly offset: number; readonly length: number }[];
  /** The number of different bytes that were read. */
  bytesRead(): number;
}

/** Watches another source. */
export function countingSource(source: ByteSource): CountingSource {
  const reads: { offset: number; length: number }[] = [];
  return {
    name: source.name,
    size: source.size,
    reads,
    read(offset, length) {
      reads.push({ offset, length });
      return source.read(offset, length);
    },
    bytesRead() {
      let end = 0;
      let sum = 0;
      for (const { offset, length } of [...reads].sort((a, b) => a.offset - b.offset)) {
        sum += Math.max(0, offset + length - Math.max(end, offset));
        end = Math.max(end, offset + length);
      }
      return sum;
    },
    close: () => source.close(),
  };
}
