// Arrays of records as a table.
import { escapeHtml } from '../../widgets/host/core/escape-html.js';
import type { TableRows } from './tables.js';
import { plainText } from './plain-text.js';
import { largest } from '../../src/lists/extremes.js';
import { formatShort } from '../../widgets/plot/text/numbers.js';

/** So many rows of a table are shown. */
export const maxRows = 60;
const maxColumns = 20;

/** Whether a value is an array of plain objects with at least one key in common. */
export function isRecords(value: unknown): value is readonly Record<string, unknown>[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > 1e6) return false;
  const [first, ...others] = value.slice(0, maxRows) as unknown[];
  if (!isPlainObject(first)) return false;
  return others.every((row) => isPlainObject(row) && Object.keys(first).some((key) => key in row));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.keys(value).length > 0;
}

/** Rows and columns as an HTML table; what is left out is said below it. */
export function recordsTable(rows: readonly Record<string, unknown>[]): string {
  const shown = rows.slice(0, maxRows);
  const keys = [...new Set(shown.flatMap((row) => Object.keys(row)))];
  return tableOf({ columns: keys, rows: shown, count: rows.length });
}

/** The same of a table that says itself how many rows it has. */
export function tableOf({ columns: keys, rows, count }: TableRows): string {
  const shown = rows.slice(0, maxRows);
  const columns = keys.slice(0, maxColumns);
  const head = columns.map((key) => `<th>${escapeHtml(key)}</th>`).join('');
  const writers = columns.map((key) => cellWriter(shown.map((row) => row[key])));
  const body = shown.map((row, i) => {
    const cells = columns.map((key, c) => writers[c]!(row[key])).join('');
    return `<tr><th>${i}</th>${cells}</tr>`;
  });
  const isCut = count > maxRows || keys.length > maxColumns;
  const note = isCut ? `<p>${count} rows × ${keys.length} columns</p>` : '';
  return `<table><thead><tr><th></th>${head}</tr></thead><tbody>${body.join('')}</tbody></table>${note}`;
}

/** How the cells of a column are written: numbers with their points below each other, all digits on hover. */
function cellWriter(values: readonly unknown[]): (value: unknown) => string {
  const numbers = values.filter((value) => typeof value === 'number');
  const given = values.filter((value) => value !== undefined && value !== null);
  const right = 'style="text-align:right;font-variant-numeric:tabular-nums"';
  if (numbers.length === 0 || numbers.length < given.length)
    return (value) => `<td>${escapeHtml(cellText(value))}</td>`;
  if (numbers.every(Number.isInteger))
    return (value) => `<td ${right}>${escapeHtml(cellText(value).replace(/^-/, '−'))}</td>`;
  const format = columnFormat(numbers);
  return (value) =>
    typeof value === 'number'
      ? `<td ${right} title="${value}">${format(value)}</td>`
      : `<td ${right}>${escapeHtml(cellText(value))}</td>`;
}

/** So many decimals of data are shown, as by pandas. */
const mostDecimals = 6;

/** How the numbers of a column are written: with as many decimals each, and no more than one of them needs. */
function columnFormat(numbers: readonly number[]): (x: number) => string {
  const finite = numbers.filter(Number.isFinite);
  const most = largest(finite.map(Math.abs));
  if (most !== 0 && (most < 1e-3 || most >= 1e15)) return formatShort;
  const needed = finite.map((x) => (/\.(\d*?)0*$/.exec(x.toFixed(mostDecimals))?.[1] ?? '').length);
  const decimals = largest(needed);
  return (x) =>
    Number.isFinite(x)
      ? x
          .toFixed(decimals)
          .replace('-', '−')
          .replace(/^−(0\.?0*)$/, '$1')
      : formatShort(x);
}

/** The first rows in text. */
export function tableText({ columns, rows, count }: TableRows): string {
  const cells = [
    columns,
    ...rows.slice(0, 20).map((row) => columns.map((name) => cellText(row[name]))),
  ];
  const widths = columns.map((_, i) => Math.min(24, largest(cells.map((row) => row[i]!.length))));
  const lines = cells.map((row) =>
    row
      .map((text, i) => text.slice(0, 24).padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, `${count} rows × ${columns.length} columns`].join('\n');
}

function cellText(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'bigint') return String(value);
  return typeof value === 'string' ? value : plainText(value).slice(0, 200);
}
