/** One cell that was run: number of the session, number in it, code, and its text result if it had one. */
export interface HistoryEntry {
  readonly session: number;
  readonly line: number;
  readonly input: string;
  readonly output?: string | undefined;
}

/** What was run, in this session and earlier ones. */
export interface History {
  append(entry: Omit<HistoryEntry, 'session'>): void;
  /** The last `count` entries, oldest first. */
  tail(count: number): readonly HistoryEntry[];
  /** Lines `start` (from 1) up to, not including, `stop`. Session 0 is this one, negative numbers count back from it. */
  range(session: number, start: number, stop?: number): readonly HistoryEntry[];
  /** Entries whose whole code fits a pattern with `*` and `?`; the last `count` of them, oldest first. */
  search(pattern: string, options: SearchOptions): readonly HistoryEntry[];
}

/** Options of a search. */
export interface SearchOptions {
  readonly count?: number | undefined;
  /** Keeps only the latest of entries with the same code. */
  readonly unique: boolean;
}
