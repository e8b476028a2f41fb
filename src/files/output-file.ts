// The one way in which gatelab writes files: beside their place, and moved there when they are whole. Under the real name stands the old file, the whole
// new one, or nothing.
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { draftOf, sweepDrafts } from './drafts.js';
import { cannotWrite, outputTarget, type OutputTarget } from './output-target.js';

const reasons = new Map([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EFBIG', 'it becomes larger than files may be here'],
  ['EROFS', 'the file system is read-only'],
  ['EACCES', 'the folder is write-protected'],
  ['EPERM', 'the folder is write-protected'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['EIO', 'the disk fails'],
]);

/** A file being written. It appears under its name when it is finished. */
export class OutputFile {
  /** The name it will have. */
  readonly path: string;
  readonly #target: OutputTarget;
  readonly #draft: string;
  readonly #fd: number;
  #isOpen = true;

  /**
   * Begins a file, and sweeps what killed writers left in its folder. An old file lends it its mode and, where that is permitted, its owner.
   * @param inputs files and folders that are read: they are never written over
   * @throws BadFileError naming the file, when it may not be written
   */
  constructor(path: string, inputs: readonly string[] = []) {
    const target = outputTarget(path, inputs);
    this.path = path;
    this.#target = target;
    this.#draft = draftOf(target.file);
    this.#fd = this.#attempt(() => {
      sweepDrafts(dirname(target.file));
      return openSync(this.#draft, 'wx', target.old ? 0o600 : 0o666);
    });
    if (target.old) this.#liken(target.old);
  }

  /** Writes bytes at a place of the file. @throws BadFileError naming the file, on a full disk for instance */
  write(bytes: Uint8Array, position: number): void {
    let done = 0;
    while (done < bytes.length) {
      const [offset, rest] = [done, bytes.length - done];
      done += this.#attempt(() => writeSync(this.#fd, bytes, offset, rest, position + offset));
    }
  }

  /** Gives the file its name. @throws BadFileError naming the file; nothing is left then */
  finish(): void {
    try {
      this.#attempt(() => {
        fsyncSync(this.#fd);
        this.#close();
        // What stands there may have changed while the file was written.
        outputTarget(this.#target.file);
        renameSync(this.#draft, this.#target.file);
      });
    } catch (error) {
      this.discard();
      throw error;
    }
  }

  /** Gives the file up and removes what was written; once it is finished, does nothing. */
  discard(): void {
    this.#close();
    rmSync(this.#draft, { force: true });
  }

  #close(): void {
    if (this.#isOpen) closeSync(this.#fd);
    this.#isOpen = false;
  }

  #liken({ mode, uid, gid }: { mode: number; uid: number; gid: number }): void {
    try {
      fchownSync(this.#fd, uid, gid);
    } catch {
      // Only root may give files away.
    }
    this.#attempt(() => fchmodSync(this.#fd, mode & 0o777));
  }

  #attempt<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException;
      if (code === '') throw error;
      throw cannotWrite(this.#target.path, reasons.get(code) ?? message, error);
    }
  }
}

/**
 * Writes a whole file, or leaves what was there.
 * @throws BadFileError as `OutputFile` does
 */
export function writeOutput(
  path: string,
  content: string | Uint8Array,
  inputs: readonly string[] = [],
): void {
  const file = new OutputFile(path, inputs);
  try {
    file.write(typeof content === 'string' ? Buffer.from(content) : content, 0);
    file.finish();
  } catch (error) {
    file.discard();
    throw error;
  }
}
