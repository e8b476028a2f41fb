import { quote } from '../files/quote.js';
import type { ByteSource } from '../files/byte-source.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { toNdArray } from '../ndarray/nd-array.js';

/**
 * Reads numbers separated by commas, semicolons, tabs or spaces: one row per line, rows × columns. A first line of names
 * is skipped.
 * @throws Error when the file is no text, a cell is no number, or rows differ in length.
 */
export function parseCsv(source: ByteSource): NdArray<Float64Array> {
  const bytes = source.read(0, source.size);
  if (bytes.subarray(0, 4096).includes(0)) {
    throw new Error(
      `${source.name}: it is no array file of a known format; .npy, .npz, .csv and HDF5 can be read`,
    );
  }
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  const rows = lines.map(cells).filter((row) => row.length > 0);
  if (rows[0]?.some((cell) => Number.isNaN(toNumber(cell)))) rows.shift();
  const columns = rows[0]?.length ?? 0;
  if (columns === 0) throw new Error(`${source.name}: it holds no numbers`);
  const data = new Float64Array(rows.length * columns);
  rows.forEach((row, r) => {
    if (row.length !== columns) {
      throw new Error(
        `${source.name}: row ${r + 1} has ${row.length} cells where the first has ${columns}; make them equal`,
      );
    }
    row.forEach((cell, c) => {
      const value = toNumber(cell);
      if (Number.isNaN(value) && !/^nan$/i.test(cell)) {
        throw new Error(`${source.name}: ${quote(cell)} in row ${r + 1} is no number`);
      }
      data[r * columns + c] = value;
    });
  });
  return toNdArray({ data, shape: [rows.length, columns] });
}

function cells(line: string): string[] {
  const trimmed = line.trim();
  if (trimmed === '' || trimmed.startsWith('#')) return [];
  const separator = /[,;\t]/.exec(trimmed)?.[0] ?? /\s+/;
  return trimmed.split(separator).map((cell) => cell.trim());
}

function toNumber(cell: string): number {
  return cell === '' ? NaN : Number(cell.replace(/^([+-]?)inf(inity)?$/i, '$1Infinity'));
}
