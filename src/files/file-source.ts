import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { BadFileError } from '../errors.js';
import { plain } from './quote.js';
import type { ByteSource } from './byte-source.js';
import { checkRange } from './check-range.js';

const reasons = new Map([
  ['ENOENT', 'there is no such file; check the path'],
  ['EACCES', 'it may not be read; check its permissions'],
  ['EISDIR', 'it is a folder; name a file'],
]);

/** Says in one sentence why a path cannot be read. The cause is kept. */
export function cannotOpen(path: string, cause: unknown): Error {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const why = reasons.get(code) ?? `cannot be read (${code || String(cause)})`;
  const file = plain(path, 300);
  return new BadFileError(`${file}: ${why}`, { file, reason: 'unreadable', cause });
}

/**
 * Opens a file on disk for random access. Only what is asked for is read.
 * @throws BadFileError when there is no such file, it is no plain one, or it may not be read.
 */
export function openFileSource(path: string): ByteSource {
  let handle: number | undefined;
  try {
    // Opening a pipe waits for a writer, and opening some devices has effects: neither is tried.
    if (!statSync(path).isFile()) throw notPlain(path);
    handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(handle);
    // Another file may have got the name meanwhile.
    if (!stat.isFile()) throw notPlain(path);
    return new FileSource(path, stat.size, handle);
  } catch (cause) {
    if (handle !== undefined) closeSync(handle);
    throw cause instanceof BadFileError ? cause : cannotOpen(path, cause);
  }
}

function notPlain(path: string): BadFileError {
  const file = plain(path, 300);
  const sentence = `${file}: it is no plain file but a folder, pipe or device; name a file`;
  return new BadFileError(sentence, { file, reason: 'unreadable' });
}

class FileSource implements ByteSource {
  #open = true;

  constructor(
    readonly name: string,
    readonly size: number,
    readonly handle: number,
  ) {}

  read(offset: number, length: number): Uint8Array {
    if (!this.#open)
      throw new BadFileError(`${this.name}: it was closed; open it again`, { file: this.name });
    checkRange(this, offset, length);
    const bytes = new Uint8Array(length);
    let done = 0;
    while (done < length) {
      const count = readSync(this.handle, bytes, done, length - done, offset + done);
      if (count === 0)
        throw new BadFileError(`${this.name}: it became shorter while it was read`, {
          file: this.name,
        });
      done += count;
    }
    return bytes;
  }

  close(): void {
    if (this.#open) closeSync(this.handle);
    this.#open = false;
  }
}
