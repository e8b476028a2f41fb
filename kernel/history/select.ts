import type { HistoryEntry, SearchOptions } from '../session/history.js';

/** Entries of one session, from line `start` up to, not including, `stop`. */
export function rangeOfEntries(
  entries: readonly HistoryEntry[],
  session: number,
  start: number,
  stop = Infinity,
): readonly HistoryEntry[] {
  return entries.filter((e) => e.session === session && e.line >= start && e.line < stop);
}

/** Entries whose whole code fits a pattern: `*` any text, `?` any character. The last ones, oldest first. */
export function searchEntries(
  entries: readonly HistoryEntry[],
  pattern: string,
  { count, unique }: SearchOptions,
): readonly HistoryEntry[] {
  const expression = globExpression(pattern);
  let found = entries.filter((entry) => expression.test(entry.input));
  if (unique) {
    const latest = new Map(found.map((entry) => [entry.input, entry]));
    found = found.filter((entry) => latest.get(entry.input) === entry);
  }
  if (count === undefined) return found;
  return count <= 0 ? [] : found.slice(-count);
}

function globExpression(pattern: string): RegExp {
  const source = pattern
    // Neighbouring stars mean the same as one, and would make matching slow.
    .replace(/\*+/g, '*')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*?')
    .replaceAll('?', (text, at: number, all: string) => (all[at - 1] === '*' ? text : '.'));
  return new RegExp(`^${source}$`, 'su');
}
