import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { BadFileError } from '../errors.js';
import { quote } from './quote.js';
import { openFileSource } from './file-source.js';
import type { Parts } from './parts.js';

/** More files than any model has: a folder this full was named by mistake. */
const greatestCount = 10_000;

/** Whether a path is a folder. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/**
 * The files beside a file. Where the file is a link, those beside the file that it leads to count as well: caches of downloads keep all
 * files of a model in one folder, and links to them in another.
 */
export function filesBeside(path: string): Parts {
  return filesIn(dirname(path), () => [dirname(path), dirname(realpathSync(path))]);
}

/** The files of a folder. Names come from other files and are not trusted: neither they nor links can lead out of it. */
export function filesIn(folder: string, within: () => readonly string[] = () => [folder]): Parts {
  const outside = (name: string) =>
    new BadFileError(`${folder}: ${quote(name)} is outside of this folder; refused`, {
      file: folder,
      reason: 'unsafe',
    });
  const inside = (name: string) => {
    const clean = normalize(name);
    if (clean.startsWith('..') || clean.startsWith(sep) || /^\w:|\0/.test(clean)) {
      throw outside(name);
    }
    return join(folder, clean);
  };
  return {
    name: folder,
    get names() {
      return list(folder, '').slice(0, greatestCount);
    },
    has: (name) => existsSync(inside(name)),
    open(name) {
      const path = inside(name);
      if (existsSync(path) && !isWithin(path, within())) throw outside(name);
      return openFileSource(path);
    },
  };
}

/** Whether a file is in one of these folders, wherever links lead. */
function isWithin(path: string, folders: readonly string[]): boolean {
  const real = realpathSync(path);
  return folders.some((folder) => real.startsWith(join(realpathSync(folder), sep)));
}

function list(folder: string, prefix: string, depth = 0): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const name = prefix + entry.name;
    if (!entry.isDirectory()) return [name];
    return depth < 3 ? list(folder, `${name}/`, depth + 1) : [];
  });
}
