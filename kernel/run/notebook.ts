// A notebook as nbformat 4 stores it, read with checks: the file may come from anywhere.
import { openFileSource } from '../../src/files/file-source.js';
import { oneOf, problemIn, v, whole } from '../../src/schema/schema.js';
import type { Json } from '../protocol/message.js';

/** An output of a cell, as nbformat has it. */
export type CellOutput = Json & { output_type: string };

/** A cell; text is always one string here. */
export interface Cell {
  /** What kind of cell it is. */
  readonly cell_type: 'code' | 'markdown' | 'raw';
  /** The text of the cell. */
  readonly source: string;
  /** The cell's id; absent before nbformat 4.5. */
  readonly id?: string;
  /** What front ends keep with the cell. */
  readonly metadata: Json;
  /** Pictures of a Markdown cell, by name, then by MIME type. */
  readonly attachments?: Json;
  /** The number shown as `In [n]`; null or absent for a cell that was not run. */
  execution_count?: number | null;
  /** What a code cell showed. */
  outputs?: CellOutput[];
}

/** A notebook. */
export interface Notebook {
  /** The format's version. */
  readonly nbformat: number;
  /** The format's minor version. */
  readonly nbformat_minor: number;
  /** What is kept with the notebook, the kernel's name among it. */
  metadata: Json;
  /** From top to bottom. */
  readonly cells: readonly Cell[];
}

/** nbformat allows a text to be stored as a list of lines. */
export const textOf = (value: unknown): string =>
  Array.isArray(value) ? value.join('') : typeof value === 'string' ? value : '';

const isObject = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const object = v.nullish(v.custom<Json>(isObject, 'an object'), {});

const cellSchema = v.object({
  cell_type: oneOf('code', 'markdown', 'raw'),
  source: v.nullish(v.union([v.string(), v.array(v.string())], 'a text, or a list of lines'), ''),
  id: v.nullish(v.string('a text')),
  metadata: object,
  attachments: v.nullish(v.custom<Json>(isObject, 'an object')),
});

const notebookSchema = v.object({
  nbformat_minor: v.nullish(whole(0), 5),
  metadata: object,
  cells: v.array(cellSchema, 'a list of cells'),
});

/** Reads a notebook. @throws Error naming the file when it cannot be read, is no notebook of format 4, or has a part that is of no known kind */
export function readNotebook(path: string): Notebook {
  const notebook = parse(path);
  const format = (notebook as { nbformat?: unknown } | null)?.nbformat;
  if (typeof format === 'number' && format !== 4)
    throw new Error(`${path} has notebook format ${format}; save it as format 4 first`);
  const problem = problemIn(notebookSchema, notebook);
  if (problem !== undefined) throw new Error(`${path} is no Jupyter notebook: ${problem}`);
  const { cells, metadata, nbformat_minor } = v.parse(notebookSchema, notebook);
  return { nbformat: 4, nbformat_minor, metadata, cells: cells.map(asCell) };
}

/** @throws BadFileError when there is no such file, or it is no ordinary one; Error when it is not JSON */
function parse(path: string): unknown {
  const source = openFileSource(path);
  try {
    return JSON.parse(Buffer.from(source.read(0, source.size)).toString('utf8'));
  } catch (error) {
    throw new Error(`${path} is no Jupyter notebook: it is not JSON`, { cause: error });
  } finally {
    source.close();
  }
}

function asCell({ source, id, attachments, ...cell }: v.InferOutput<typeof cellSchema>): Cell {
  return {
    ...cell,
    source: textOf(source),
    ...(id != null && { id }),
    ...(attachments != null && { attachments }),
    ...(cell.cell_type === 'code' && { execution_count: null, outputs: [] }),
  };
}
