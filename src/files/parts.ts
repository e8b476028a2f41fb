import type { ByteSource } from './byte-source.js';

/** Named parts of one model: the entries of a zip, or the files of a folder. */
export interface Parts {
  /** What error messages call the whole. */
  readonly name: string;
  /** All names; parts of subfolders as `folder/part`. */
  readonly names: readonly string[];
  has(name: string): boolean;
  /** @throws Error when there is no such part, or it is damaged. */
  open(name: string): ByteSource;
}

/** The greatest text that is read: configs of models take some MB at most. */
const greatestText = 64 << 20;

/**
 * A part that is text.
 * @throws Error when it is longer than any config.
 */
export function readText(parts: Pick<Parts, 'open'>, name: string): string {
  const source = parts.open(name);
  try {
    if (source.size > greatestText) throw new Error(`${source.name}: it is too long for a config`);
    return new TextDecoder().decode(source.read(0, source.size));
  } finally {
    source.close();
  }
}
