// The tutorials as files: which there are, and copies to run elsewhere.
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the tutorials. */
export const tutorials = fileURLToPath(new URL('../../notebooks/', import.meta.url));

const names = readdirSync(tutorials)
  .filter((name) => name.endsWith('.ipynb'))
  .sort();

/** File names of all notebooks, in order, the lessons first: every test goes by this list, so that a new lesson has only to be put into the folder. */
export const tutorialNames = names.filter((name) => !name.includes('.zh.'));

/** File names of the lessons that are told in Chinese. */
export const translatedNames = names.filter((name) => name.includes('.zh.'));

/** A cell of a notebook file. */
export interface TutorialCell {
  readonly id?: string;
  readonly cell_type: string;
  readonly metadata?: {
    readonly jupyter?: { readonly source_hidden?: boolean };
    readonly nbgrader?: {
      readonly grade: boolean;
      readonly grade_id: string;
      readonly locked: boolean;
      readonly points?: number;
      readonly schema_version: number;
      readonly solution: boolean;
      readonly task: boolean;
    };
  };
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
