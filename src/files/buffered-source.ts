import type { ByteSource } from './byte-source.js';

const blockSize = 1 << 16;

/**
 * A source that reads small ranges block by block, for formats made of many small fields. Large ranges go straight to the source
 * below.
 */
export function bufferedSource(source: ByteSource): ByteSource {
  let block = new Uint8Array();
  let start = 0;
  return {
    name: source.name,
    size: source.size,
    budget: source.budget,
    read(offset, length) {
      const inside = offset >= start && offset + length <= start + block.length;
      if (!inside && length > blockSize / 4) return source.read(offset, length);
      if (!inside) {
        const rest = source.size - offset;
        block = Uint8Array.from(source.read(offset, Math.max(length, Math.min(blockSize, rest))));
        start = offset;
      }
      return block.subarray(offset - start, offset - start + length);
    },
    close: () => source.close(),
  };
}
