import { quote } from './quote.js';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { openFileSource } from './file-source.js';
import type { Parts } from './parts.js';

/** More files than any model has: a folder this full was named by mistake. */
const greatestCount = 10_000;

/** Whether a path is a folder. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The files beside a file. */
export function filesBeside(path: string): Parts {
  return filesIn(dirname(path));
}

/** The files of a folder. Names come from other files and are not trusted: they cannot lead out of it. */
export function filesIn(folder: string): Parts {
  const inside = (name: string) => {
    const clean = normalize(name);
    const outside = clean.startsWith('..') || clean.startsWith(sep) || /^\w:|\0/.test(clean);
    if (outside) throw new Error(`${folder}: ${quote(name)} is outside of this folder; refused`);
    return join(folder, clean);
  };
  return {
    name: folder,
    get names() {
      return list(folder, '').slice(0, greatestCount);
    },
    has: (name) => existsSync(inside(name)),
    open: (name) => openFileSource(inside(name)),
  };
}

function list(folder: string, prefix: string, depth = 0): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const name = prefix + entry.name;
    if (!entry.isDirectory()) return [name];
    return depth < 3 ? list(folder, `${name}/`, depth + 1) : [];
  });
}
