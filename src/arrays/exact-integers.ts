import { BadFileError } from '../errors.js';
import type { ElementType } from '../elements/element-type.js';
import type { ByteSource } from '../files/byte-source.js';
import type { Storage } from '../ndarray/nd-array.js';

/**
 * Holds whole numbers of 64 bits to what float64, in which they are kept, tells apart.
 * @throws BadFileError that names the first one beyond 2^53
 */
export function requireExact({ name }: ByteSource, data: Storage, type: ElementType): void {
  if (type !== 'int64' && type !== 'uint64') return;
  for (const value of data) {
    if (Number.isSafeInteger(value)) continue;
    throw new BadFileError(
      `${name}: it holds whole numbers beyond 2^53 (about ${value.toPrecision(6)}), which would be rounded; store them as float64, or in fewer bits`,
      { file: name },
    );
  }
}
