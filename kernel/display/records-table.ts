// Arrays of records as a table.
import { escapeHtml } from './escape-html.js';
import { plainText } from './plain-text.js';

const maxRows = 60;
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
  const columns = keys.slice(0, maxColumns);
  const head = columns.map((key) => `<th>${escapeHtml(key)}</th>`).join('');
  const body = shown.map((row, i) => {
    const cells = columns.map((key) => `<td>${escapeHtml(cellText(row[key]))}</td>`).join('');
    return `<tr><th>${i}</th>${cells}</tr>`;
  });
  const isCut = rows.length > maxRows || keys.length > maxColumns;
  const note = isCut ? `<p>${rows.length} rows × ${keys.length} columns</p>` : '';
  return `<table><thead><tr><th></th>${head}</tr></thead><tbody>${body.join('')}</tbody></table>${note}`;
}

function cellText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : plainText(value).slice(0, 200);
}
