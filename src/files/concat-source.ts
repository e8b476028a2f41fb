import type { ByteSource } from './byte-source.js';
import { checkRange } from './check-range.js';

/** Sources one after the other as one, such as the shards of a model. Closing it closes them all. */
export function concatSource(name: string, sources: readonly ByteSource[]): ByteSource {
  const size = sources.reduce((sum, source) => sum + source.size, 0);
  return {
    name,
    size,
    budget: sources[0]?.budget,
    read(offset, length) {
      checkRange({ name, size }, offset, length);
      const bytes = new Uint8Array(length);
      let start = 0;
      for (const source of sources) {
        const from = Math.max(offset, start);
        const to = Math.min(offset + length, start + source.size);
        if (from < to) bytes.set(source.read(from - start, to - from), from - offset);
        start += source.size;
      }
      return bytes;
    },
    close: () => sources.forEach((source) => source.close()),
  };
}
