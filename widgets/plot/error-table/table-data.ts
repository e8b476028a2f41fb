// The rows of an error table: columns opened, filtered and sorted.
import { decodeArray, type ErrorColumn, type ErrorTableState } from '../../state/index.js';
import { formatCount } from '../text/format.js';
import { alignedFormat, formatError, formatExact } from '../text/numbers.js';

/** One column as numbers. */
export interface TableColumn {
  /** By which it is known, such as `ours`. */
  readonly name: string;
  /** What the heading shows. */
  readonly label: string;
  /** How its numbers are written. */
  readonly kind: ErrorColumn['kind'];
  /** One number for each row. */
  readonly values: ArrayLike<number>;
  /** How a value of a `value` column is written: all with the same decimals. */
  readonly format: (x: number) => string;
}

/** A table's columns and how many rows they have. */
export interface TableData {
  /** In the order in which they stand. */
  readonly columns: readonly TableColumn[];
  /** How many rows there are. */
  readonly rows: number;
}

/** Opens the columns. Throws a RangeError when they differ in length or their numbers are missing. */
export function openTable(columns: readonly ErrorColumn[]): TableData {
  // What is held against each other is written alike.
  const compared = columns.filter(({ kind }) => kind === 'value').map(({ values }) => values);
  const format = alignedFormat(compared.flatMap((values) => Array.from(decodeArray(values).data)));
  const opened = columns.map(({ name, label, kind, values }) => ({
    name,
    label,
    kind,
    values: decodeArray(values).data,
    format,
  }));
  const rows = opened[0]?.values.length ?? 0;
  const odd = opened.find((column) => column.values.length !== rows);
  if (odd)
    throw new RangeError(
      `The column "${odd.label}" has ${odd.values.length} rows instead of ${rows}`,
    );
  return { columns: opened, rows };
}

/** A test that a row passes, or null for a filter that is no sentence of ours yet (somebody is typing). */
type RowTest = (row: number) => boolean;

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
};

function clauseTest({ columns }: TableData, clause: string): RowTest | null {
  const match = /^(\S+?)\s*(>=|<=|=|>|<)\s*(\S+)$/.exec(clause);
  if (!match) {
    const number = Number(clause);
    const places = columns.filter(({ name }) => name === 'step' || name === 'unit');
    return Number.isNaN(number)
      ? null
      : (row) => places.some(({ values }) => values[row] === number);
  }
  const [, name = '', sign = '', text = ''] = match;
  const column = columns.find((c) => c.name === name || c.label === name);
  const number = Number(text.replace('−', '-'));
  if (!column || Number.isNaN(number)) return null;
  return (row) => comparisons[sign]!(column.values[row]!, number);
}

/** Rows that pass all clauses of a filter (`unit=3 absolute>1e-7`, or a bare step or unit number). */
export function filterRows(data: TableData, filter: string): Int32Array {
  const tests = filter
    .replace(/\s*(>=|<=|=|>|<)\s*/g, '$1')
    .split(/[\s,;]+/)
    .filter((clause) => clause !== '')
    .map((clause) => clauseTest(data, clause))
    .filter((test) => test !== null);
  const rows: number[] = [];
  for (let row = 0; row < data.rows; row++) if (tests.every((test) => test(row))) rows.push(row);
  return Int32Array.from(rows);
}

/** Sorts rows by a column; equal ones keep the order they were sent in, NaN comes last either way. */
export function sortRows(
  data: TableData,
  rows: Int32Array,
  sort: ErrorTableState['sort'],
): Int32Array {
  const values = data.columns.find((column) => column.name === sort.column)?.values;
  if (!values) return rows;
  const sign = sort.descending ? -1 : 1;
  return rows.slice().sort((a, b) => {
    const [x, y] = [values[a]!, values[b]!];
    if (x !== x || y !== y) return Number(x !== x) - Number(y !== y);
    return sign * (x - y);
  });
}

/** A value with all its digits. */
export function exactText({ kind, values }: TableColumn, row: number): string {
  const value = values[row] ?? NaN;
  if (kind === 'index' || kind === 'ulp') return Number.isFinite(value) ? formatCount(value) : '–';
  return formatExact(value, Math.fround(value) === value);
}

/** A value as its column shows it. */
export function cellText({ kind, values, format }: TableColumn, row: number): string {
  const value = values[row] ?? NaN;
  if (kind === 'error') return formatError(value);
  if (kind === 'value') return format(value);
  // More than a factor of two apart: the count says nothing more.
  if (kind === 'ulp' && value > 2 ** 23) return '> 2²³';
  return Number.isFinite(value) ? formatCount(value) : '–';
}

/** The value of a named column, or null when there is none. */
export function valueOf(data: TableData, name: string, row: number): number | null {
  return data.columns.find((column) => column.name === name)?.values[row] ?? null;
}

/** Rows as text: full precision, one line each, headings first. */
export function tableAsText(
  { columns }: TableData,
  rows: ArrayLike<number>,
  separator: ',' | '\t',
): string {
  const lines = Array.from(rows, (row) =>
    columns.map(({ values }) => String(values[row])).join(separator),
  );
  return [columns.map((column) => column.name).join(separator), ...lines].join('\n') + '\n';
}
