import { BadFileError } from '../errors.js';
import type { ByteSource } from '../files/byte-source.js';
import { quote } from '../files/quote.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { toNdArray } from '../ndarray/nd-array.js';

/** One line's cells. */
interface Row {
  /** The number of the line in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads numbers separated by semicolons, tabs, commas or spaces: one row per line, rows × columns. A first line that holds nothing but
 * names is skipped, as are empty lines and those that begin with `#`. Where cells are not separated by commas, a comma is the decimal mark.
 * @throws BadFileError when the file is no text, a cell is empty or no number, rows differ in length, or both decimal marks occur.
 */
export function parseCsv(source: ByteSource): NdArray<Float64Array> {
  const file = source.name;
  const bytes = source.read(0, source.size);
  if (bytes.subarray(0, 4096).includes(0)) {
    throw new BadFileError(
      `${file}: it is no array file of a known format; .npy, .npz, .csv and HDF5 can be read`,
      { file, reason: 'unknown-format' },
    );
  }
  const { rows, decimal } = readRows(file, new TextDecoder().decode(bytes));
  if (rows[0]?.cells.every((cell) => cell !== '' && toNumber(cell, decimal) === undefined)) {
    rows.shift();
  }
  const columns = rows[0]?.cells.length ?? 0;
  if (columns === 0) throw new BadFileError(`${file}: it holds no numbers`, { file });
  const data = new Float64Array(rows.length * columns);
  rows.forEach((row, r) => {
    requireLength(file, row, columns);
    row.cells.forEach((cell, c) => {
      data[r * columns + c] = toNumber(cell, decimal) ?? refuse(file, row, cell);
    });
  });
  return toNdArray({ data, shape: [rows.length, columns] });
}

/** The rows of a text, and its decimal mark: the whole file is separated by one character. */
function readRows(file: string, text: string): { rows: Row[]; decimal: '.' | ',' } {
  const lines = text
    .split(/\r?\n/)
    .map((line, k) => ({ text: line.trim(), line: k + 1 }))
    .filter((line) => line.text !== '' && !line.text.startsWith('#'));
  const separator = [';', '\t', ','].find((mark) => lines.some((line) => line.text.includes(mark)));
  const rows = lines.map(({ line, text }) => ({
    line,
    cells: text.split(separator ?? /\s+/).map((cell) => cell.trim()),
  }));
  if (separator === ',') return { rows, decimal: '.' };
  const using = (decimal: '.' | ',') =>
    rows.find(({ cells }) =>
      cells.some((cell) => cell.includes(decimal) && toNumber(cell, decimal) !== undefined),
    );
  const [points, commas] = [using('.'), using(',')];
  if (points && commas) {
    throw new BadFileError(
      `${file}: line ${points.line} has a decimal point and line ${commas.line} a decimal comma; write all numbers alike`,
      { file },
    );
  }
  return { rows, decimal: commas ? ',' : '.' };
}

function requireLength(file: string, { line, cells }: Row, columns: number): void {
  if (cells.length === columns) return;
  throw new BadFileError(
    `${file}: line ${line} has ${cells.length} cells where the first has ${columns}; make them equal`,
    { file },
  );
}

function refuse(file: string, { line }: Row, cell: string): never {
  throw new BadFileError(
    cell === ''
      ? `${file}: a cell of line ${line} is empty; write nan where a number is missing`
      : `${file}: ${quote(cell)} in line ${line} is no number`,
    { file },
  );
}

const numbers = {
  '.': /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i,
  ',': /^[+-]?(\d+,?\d*|,\d+)(e[+-]?\d+)?$/i,
};

/** The number that a cell is, `nan` and `inf` among them; undefined for everything else. */
function toNumber(cell: string, decimal: '.' | ','): number | undefined {
  if (numbers[decimal].test(cell)) return Number(cell.replace(',', '.'));
  if (/^[+-]?nan$/i.test(cell)) return NaN;
  const infinite = /^([+-]?)inf(inity)?$/i.exec(cell);
  return infinite ? Number(`${infinite[1]!}Infinity`) : undefined;
}
