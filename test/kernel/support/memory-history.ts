import { rangeOfEntries, searchEntries } from '../../../kernel/history/select.js';
import type { History, HistoryEntry, SearchOptions } from '../../../kernel/session/history.js';

/** A history that ends with the test. */
export class MemoryHistory implements History {
  readonly entries: HistoryEntry[] = [];

  append(entry: Omit<HistoryEntry, 'session'>): void {
    this.entries.push({ session: 1, ...entry });
  }

  tail(count: number): readonly HistoryEntry[] {
    return this.entries.slice(-count);
  }

  range(session: number, start: number, stop?: number): readonly HistoryEntry[] {
    return rangeOfEntries(this.entries, session || 1, start, stop);
  }

  search(pattern: string, options: SearchOptions): readonly HistoryEntry[] {
    return searchEntries(this.entries, pattern, options);
  }
}
