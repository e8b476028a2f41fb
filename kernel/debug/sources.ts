// The texts behind the paths that a debugger shows.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathOfCell, type CellScripts } from './cell-scripts.js';

/** Texts of cells that front ends sent, and of scripts that ran. */
export class Sources {
  private readonly dumped = new Map<string, string>();

  /** Takes the text of a cell. @returns the path that stands for it */
  dump(code: string): string {
    const file = pathOfCell(code);
    this.dumped.set(file, code);
    return file;
  }

  /**
   * The text behind a path.
   * @param scripts what V8 knows, when a debugger is attached
   * @throws when it is neither a known cell nor a module of TypeScript or JavaScript
   */
  read(file: string, scripts: CellScripts | undefined): string {
    const known = scripts?.sourceOf(file) ?? this.dumped.get(file);
    if (known !== undefined) return known;
    if (path.isAbsolute(file) && /\.[cm]?[jt]sx?$/.test(file)) return readFileSync(file, 'utf8');
    throw new Error(`No cell is known by the path ${path.basename(file)}`);
  }
}
