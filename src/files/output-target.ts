// Where an output goes: which file a path stands for, and whether it may be replaced.
import { accessSync, constants, lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { BadFileError } from '../errors.js';

/** An ordinary file that may be written, or one that is not there yet. */
export interface OutputTarget {
  /** As it was asked for. */
  readonly path: string;
  /** Where links lead: what is written is this file, and the links stay. */
  readonly file: string;
  /** The file that is there now. */
  readonly old: Stats | undefined;
}

/** How many links may follow on each other, as Linux has it. */
const mostLinks = 40;

/** An error about an output that names it; its reason is `unwritable`. */
export function cannotWrite(path: string, why: string, cause?: unknown): BadFileError {
  const subject = { file: path, reason: 'unwritable', cause };
  return new BadFileError(`${path} cannot be written: ${why}`, subject);
}

function notReplaced(path: string, what: string): BadFileError {
  const why = `it is ${what}, and only ordinary files are replaced; name a file`;
  return new BadFileError(`${path} cannot be written: ${why}`, { file: path, reason: 'unsafe' });
}

/**
 * Finds out what a path stands for. Symbolic links are written through.
 * @param inputs files and folders that are read: they are never written over
 * @throws BadFileError when it is no ordinary file, one of the inputs, or write-protected, or when its folder is missing
 */
export function outputTarget(path: string, inputs: readonly string[] = []): OutputTarget {
  const file = followLinks(path);
  const old = statOf(file);
  if (old === undefined) return { path, file, old };
  if (!old.isFile()) throw notReplaced(path, kindOf(old));
  const input = inputs.find((name) => isSame(name, file, old));
  if (input !== undefined) {
    throw cannotWrite(path, `it belongs to ${input}, which is read; choose another name`);
  }
  try {
    accessSync(file, constants.W_OK);
  } catch (cause) {
    throw cannotWrite(path, 'it is write-protected', cause);
  }
  return { path, file, old };
}

function followLinks(path: string): string {
  let file = resolve(path);
  for (let links = 0; links <= mostLinks; links++) {
    file = join(realFolder(path, dirname(file)), basename(file));
    if (!lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) return file;
    file = resolve(dirname(file), readlinkSync(file));
  }
  throw cannotWrite(path, 'its links lead in a circle');
}

function realFolder(path: string, folder: string): string {
  try {
    const real = realpathSync(folder);
    if (statSync(real).isDirectory()) return real;
  } catch (cause) {
    throw cannotWrite(path, `the folder ${folder} does not exist or cannot be entered`, cause);
  }
  throw cannotWrite(path, `${folder} is no folder`);
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a named pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
}

/** Whether an input is this file, by whatever name, or a folder that holds it. */
function isSame(input: string, file: string, stats: Stats): boolean {
  const one = statOf(input);
  if (one === undefined) return false;
  if (one.isDirectory()) return file.startsWith(realpathSync(input) + sep);
  return one.dev === stats.dev && one.ino === stats.ino;
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
