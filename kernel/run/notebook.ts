// A notebook as nbformat 4 stores it, read with checks: the file may come from anywhere.
import { readFileSync } from 'node:fs';
import type { Json } from '../session/message.js';

/** An output of a cell, as nbformat has it. */
export type CellOutput = Json & { output_type: string };

/** A cell; text is always one string here. */
export interface Cell {
  readonly cell_type: 'code' | 'markdown' | 'raw';
  readonly source: string;
  readonly id?: string;
  readonly metadata: Json;
  readonly attachments?: Json;
  execution_count?: number | null;
  outputs?: CellOutput[];
}

/** A notebook. */
export interface Notebook {
  readonly nbformat: number;
  readonly nbformat_minor: number;
  metadata: Json;
  readonly cells: readonly Cell[];
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** nbformat allows a text to be stored as a list of lines. */
export const textOf = (value: unknown): string =>
  Array.isArray(value) ? value.join('') : typeof value === 'string' ? value : '';

/** Reads a notebook. @throws Error naming the file when it cannot be read or is no notebook of format 4. */
export function readNotebook(path: string): Notebook {
  const notebook = parse(path);
  if (!isObject(notebook) || !Array.isArray(notebook['cells'])) {
    throw new Error(`${path} is no Jupyter notebook: it has no cells`);
  }
  if (notebook['nbformat'] !== 4) {
    const format = String(notebook['nbformat']);
    throw new Error(`${path} has notebook format ${format}; save it as format 4 first`);
  }
  return {
    nbformat: 4,
    nbformat_minor: Number(notebook['nbformat_minor'] ?? 5),
    metadata: isObject(notebook['metadata']) ? notebook['metadata'] : {},
    cells: notebook['cells'].map((cell: unknown, index) =>
      readCell(cell, `${path}, cell ${index}`),
    ),
  };
}

function parse(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Error(missing ? `${path} does not exist` : `${path} cannot be read`, {
      cause: error,
    });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is no Jupyter notebook: it is not JSON`, { cause: error });
  }
}

function readCell(cell: unknown, where: string): Cell {
  const type = isObject(cell) ? cell['cell_type'] : undefined;
  if (!isObject(cell) || (type !== 'code' && type !== 'markdown' && type !== 'raw')) {
    throw new Error(`${where} is of no known type`);
  }
  const { id, metadata, attachments } = cell;
  return {
    cell_type: type,
    source: textOf(cell['source']),
    metadata: isObject(metadata) ? metadata : {},
    ...(typeof id === 'string' && { id }),
    ...(isObject(attachments) && { attachments }),
    ...(type === 'code' && { execution_count: null, outputs: [] }),
  };
}
