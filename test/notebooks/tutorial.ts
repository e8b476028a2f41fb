// The tutorials as files: which there are, and copies to run elsewhere.
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the tutorials. */
export const tutorials = fileURLToPath(new URL('../../notebooks/', import.meta.url));

/** File names of all tutorials, in order. */
export const tutorialNames = readdirSync(tutorials)
  .filter((name) => name.endsWith('.ipynb'))
  .sort();

/** A cell of a notebook file. */
export interface TutorialCell {
  readonly cell_type: string;
  readonly source: readonly string[];
  outputs?: {
    readonly output_type: string;
    readonly name?: string;
    readonly text?: string | readonly string[];
    readonly data?: Readonly<Record<string, unknown>>;
    readonly evalue?: string;
  }[];
}

/** Reads a notebook file. */
export function readCells(path: string): TutorialCell[] {
  return (JSON.parse(readFileSync(path, 'utf8')) as { cells: TutorialCell[] }).cells;
}

/** Copies a tutorial and its data into a folder, without the outputs it was stored with. */
export function copyTutorial(name: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  cpSync(join(tutorials, 'data'), join(folder, 'data'), { recursive: true });
  const notebook = JSON.parse(readFileSync(join(tutorials, name), 'utf8')) as {
    cells: TutorialCell[];
  };
  for (const cell of notebook.cells) if (cell.outputs) cell.outputs = [];
  writeFileSync(join(folder, name), JSON.stringify(notebook));
  return join(folder, name);
}

/** The number of the first cell whose source holds a text. @throws Error when there is none. */
export function findCell(name: string, text: string): number {
  const cells = readCells(join(tutorials, name));
  const index = cells.findIndex(({ source }) => source.join('').includes(text));
  if (index === -1) throw new Error(`${name} has no cell with "${text}"`);
  return index;
}
