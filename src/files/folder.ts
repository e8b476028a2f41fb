import { existsSync } from 'node:fs';
import { basename, dirname, join, normalize, sep } from 'node:path';
import type { ByteSource } from './byte-source.js';
import { openFileSource } from './file-source.js';

/** The files of one folder, for formats that are spread over several. */
export interface Folder {
  has(name: string): boolean;
  /** @throws Error for a file that is not there, or a name that leads out of the folder. */
  open(name: string): ByteSource;
}

/** The folder a path stands in. */
export function folderOf(path: string): Folder {
  return folderAt(dirname(path));
}

/** The folder at a path. Names from a file are not trusted: they cannot lead out of it. */
export function folderAt(path: string): Folder {
  const inside = (name: string) => {
    const clean = normalize(name);
    if (
      clean.startsWith('..') ||
      clean.startsWith(sep) ||
      clean.includes('\0') ||
      /^\w:/.test(clean)
    ) {
      throw new Error(`${path}: it refers to '${name}', outside its own folder; refused`);
    }
    return join(path, clean);
  };
  return {
    has: (name) => existsSync(inside(name)),
    open: (name) => openFileSource(inside(name)),
  };
}

/** The last part of a path. */
export function fileName(path: string): string {
  return basename(path);
}
