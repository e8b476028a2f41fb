/** One cell that was run: number of the session, number in it, code, and its text result if it had one. */
export interface HistoryEntry {
  /** The number of the session. */
  readonly session: number;
  /** The number of the cell in it, from 1. */
  readonly line: number;
  /** The code. */
  readonly input: string;
  /** The text result; undefined where there was none. */
  readonly output?: string | undefined;
}

/** What was run, in this session and earlier ones. */
export interface History {
  /** Adds a cell of this session. */
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
  /** The most entries that are wanted; all where absent. */
  readonly count?: number | undefined;
  /** Keeps only the latest of entries with the same code. */
  readonly unique: boolean;
}
