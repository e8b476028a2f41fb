import { BadFileError } from '../errors.js';
import type { Budget } from './budget.js';
import type { ByteSource } from './byte-source.js';
import { decodeUtf8 } from './utf8.js';

/** Named parts of one model: the entries of a zip, or the files of a folder. */
export interface Parts {
  /** What error messages call the whole. */
  readonly name: string;
  /** All names; parts of subfolders as `folder/part`. */
  readonly names: readonly string[];
  /** Whether checksums of the parts are kept, by which `open` checks what is read. */
  readonly keepsSums?: boolean;
  /** What opening the whole may still take; see `ByteSource`. */
  readonly budget?: Budget | undefined;
  /** Whether there is a part of this name. */
  has(name: string): boolean;
  /** @throws Error when there is no such part, or it is damaged. */
  open(name: string): ByteSource;
}

/** The greatest text that is read: configs of models take some MB at most. */
const greatestText = 64 << 20;

/**
 * A part that is text.
 * @throws Error when it is longer than any config, or no text.
 */
export function readText(parts: Pick<Parts, 'open'>, name: string): string {
  const source = parts.open(name);
  try {
    if (source.size > greatestText)
      throw new BadFileError(`${source.name}: it is too long for a config`, { file: source.name });
    return decodeUtf8(source.name, source.read(0, source.size));
  } finally {
    source.close();
  }
}
