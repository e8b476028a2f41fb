import { plain } from './quote.js';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
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
  return new Error(
    `${plain(path, 300)}: ${reasons.get(code) ?? `cannot be read (${code || String(cause)})`}`,
    {
      cause,
    },
  );
}

/**
 * Opens a file on disk for random access. Only what is asked for is read.
 * @throws Error when there is no such file, or it may not be read.
 */
export function openFileSource(path: string): ByteSource {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (cause) {
    throw cannotOpen(path, cause);
  }
  const stat = fstatSync(handle);
  if (!stat.isFile()) {
    closeSync(handle);
    throw new Error(`${path}: it is not a plain file; name a file`);
  }
  return new FileSource(path, stat.size, handle);
}

class FileSource implements ByteSource {
  #open = true;

  constructor(
    readonly name: string,
    readonly size: number,
    readonly handle: number,
  ) {}

  read(offset: number, length: number): Uint8Array {
    if (!this.#open) throw new Error(`${this.name}: it was closed; open it again`);
    checkRange(this, offset, length);
    const bytes = new Uint8Array(length);
    let done = 0;
    while (done < length) {
      const count = readSync(this.handle, bytes, done, length - done, offset + done);
      if (count === 0) throw new RangeError(`${this.name}: it became shorter while it was read`);
      done += count;
    }
    return bytes;
  }

  close(): void {
    if (this.#open) closeSync(this.handle);
    this.#open = false;
  }
}
