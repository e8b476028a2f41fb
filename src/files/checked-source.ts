import { BadFileError } from '../errors.js';
import { crc32 } from 'node:zlib';
import type { ByteSource } from './byte-source.js';

/** Sums are worked out through a window of this size. */
const windowSize = 1 << 20;

/**
 * A source with the CRC-32 of its bytes. Read whole, it is compared at once; who reads parts asks `verify`, which goes through all
 * bytes the first time.
 * @param sum the checksum; undefined for none, and then the source is given back as it is.
 */
export function checkedSource(source: ByteSource, sum: number | undefined): ByteSource {
  if (sum === undefined) return source;
  let checked = false;
  const compare = (found: number) => {
    if (found !== sum) {
      throw new BadFileError(
        `${source.name}: its bytes do not have the checksum that the file keeps of them, so it is damaged; get the file anew`,
        { file: source.name },
      );
    }
    checked = true;
  };
  return {
    name: source.name,
    size: source.size,
    budget: source.budget,
    read(offset, length) {
      const bytes = source.read(offset, length);
      if (!checked && length === source.size) compare(crc32(bytes));
      return bytes;
    },
    verify() {
      if (!checked) compare(sumOf(source));
    },
    close: () => source.close(),
  };
}

function sumOf(source: ByteSource): number {
  let sum = 0;
  for (let at = 0; at < source.size; at += windowSize) {
    sum = crc32(source.read(at, Math.min(windowSize, source.size - at)), sum);
  }
  return sum;
}
