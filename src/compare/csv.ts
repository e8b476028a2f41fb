import type { ErrorRow } from './rows.js';

const columns = [
  'sample',
  'step',
  'unit',
  'ours',
  'reference',
  'difference',
  'absolute',
  'relative',
  'ulp',
  'band',
] as const satisfies readonly (keyof ErrorRow)[];

/** Rows as comma-separated values with a header line. Numbers are written so that they read back as the same float64. */
export function csvOf(rows: readonly ErrorRow[]): string {
  const shown = rows.some((row) => row.band !== undefined) ? columns : columns.slice(0, -1);
  const lines = rows.map((row) => shown.map((name) => String(row[name] ?? '')).join(','));
  return [shown.join(','), ...lines, ''].join('\n');
}
