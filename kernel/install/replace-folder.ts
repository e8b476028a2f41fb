// Brings a folder up to date so that whoever is killed meanwhile leaves the old installation or the new one, never half of one.
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { writeOutput } from '../../src/files/output-file.js';

/** A file of the new folder: its path inside, with `/`, and what it holds. */
export interface FolderFile {
  /** The path inside the folder, with `/`. */
  readonly path: string;
  /** What it holds; asked for when it is written. */
  read(): string | Uint8Array;
}

/**
 * Makes a folder hold these files and nothing else. Each is written whole; the last one, which names the others, comes when they are there;
 * old files go when nothing names them any more.
 * @throws Error naming the file that cannot be written
 */
export function replaceFolder(folder: string, files: readonly FolderFile[]): void {
  sweepFolders(dirname(dirname(folder)));
  makeReadable(folder);
  for (const { path, read } of files) {
    const file = join(folder, ...path.split('/'));
    makeRoom(folder, dirname(file));
    // A folder in the place of a file is of an older installation.
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) rmSync(file, { recursive: true });
    writeOutput(file, read());
  }
  removeOthers(folder, new Set(files.map(({ path }) => path)));
}

/** Everybody may read what is installed, as far as the umask lets them: earlier versions made folders for their owner alone. */
function makeReadable(folder: string): void {
  // Somebody's link into a checkout: what is installed must not be written through it.
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(folder);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o777 & ~process.umask());
}

function makeRoom(root: string, folder: string): void {
  if (folder === root) return;
  makeRoom(root, dirname(folder));
  const there = lstatSync(folder, { throwIfNoEntry: false });
  if (there && !there.isDirectory()) rmSync(folder);
  makeReadable(folder);
}

function removeOthers(folder: string, wanted: ReadonlySet<string>, inside = ''): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${inside}${entry.name}`;
    const below = `${path}/`;
    const holdsWanted = [...wanted].some((name) => name.startsWith(below));
    if (entry.isDirectory() && holdsWanted) removeOthers(join(folder, entry.name), wanted, below);
    else if (!wanted.has(path)) rmSync(join(folder, entry.name), { recursive: true, force: true });
  }
}

/** Removes the folders that earlier versions filled aside, where they were killed over it. */
function sweepFolders(parent: string): void {
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    const folder = join(parent, name);
    if (/^\.gatelab-\w{6}$/.test(name) && isAbandoned(folder)) rmSync(folder, { recursive: true });
  }
}

const hour = 3_600_000;

const isAbandoned = (folder: string): boolean =>
  Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > hour;

/** The files below a folder, for `replaceFolder`. */
export function filesBelow(folder: string, inside = ''): FolderFile[] {
  return readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const path = `${inside}${entry.name}`;
    if (entry.isDirectory()) return filesBelow(folder, `${path}/`);
    return [{ path, read: () => readFileSync(join(folder, path)) }];
  });
}
