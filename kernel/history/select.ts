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
  const wanted = [...pattern];
  let found = entries.filter((entry) => fits(wanted, [...entry.input]));
  if (unique) {
    const latest = new Map(found.map((entry) => [entry.input, entry]));
    found = found.filter((entry) => latest.get(entry.input) === entry);
  }
  if (count === undefined) return found;
  return count <= 0 ? [] : found.slice(-count);
}

/** Whether a text fits a pattern, both in code points. A star is only ever stretched, never shortened again: no pattern takes long. */
function fits(pattern: readonly string[], text: readonly string[]): boolean {
  let [at, star, from] = [0, -1, 0];
  for (let k = 0; k < text.length;) {
    if (pattern[at] === '*') [star, from] = [at++, k];
    else if (pattern[at] === '?' || pattern[at] === text[k]) [at, k] = [at + 1, k + 1];
    else if (star < 0) return false;
    else [at, k] = [star + 1, ++from];
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
