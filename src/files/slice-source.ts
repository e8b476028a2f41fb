import type { ByteSource } from './byte-source.js';
import { checkRange } from './check-range.js';

/** A range of a source. */
export interface Slice {
  /** What error messages call it. */
  readonly name: string;
  /** Where in the source it begins, in bytes. */
  readonly offset: number;
  /** Its length in bytes. */
  readonly size: number;
}

/**
 * A range of another source as a source of its own, such as a stored entry of a zip. Closing it leaves the other open.
 * @throws BadFileError when the range is not inside the source.
 */
export function sliceSource(source: ByteSource, { name, offset, size }: Slice): ByteSource {
  checkRange(source, offset, size);
  return {
    name,
    size,
    budget: source.budget,
    read(from, length) {
      checkRange({ name, size }, from, length);
      return source.read(offset + from, length);
    },
    close() {},
  };
}
