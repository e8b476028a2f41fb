// The history of all kernels of a person, in one file that only ever grows: a line of JSON per cell. Lines are written whole, at
// the end, so kernels that run side by side share it without locks. Each begins with a line break: one that was torn, because its kernel
// was killed or the disk full, takes no other with it.

import { closeSync, fstatSync, readSync, writeFileSync } from 'node:fs';
import type { History, HistoryEntry, SearchOptions } from '../session/history.js';
import { openLog, type LogUse } from './open-log.js';
import { makeUniqueId } from '../protocol/make-message.js';
import { searchEntries, rangeOfEntries } from './select.js';

/** A line of the file: the start of a session, or a cell of one. */
interface Line {
  readonly session: string;
  readonly line?: number;
  readonly input?: string;
  readonly output?: string | undefined;
}

/** Reads and writes the history file. Where it cannot be written, the history lasts as long as the kernel. */
export class HistoryFile implements History {
  readonly #path: string;
  readonly #id = makeUniqueId();
  readonly #numbers = new Map<string, number>();
  readonly #entries: HistoryEntry[] = [];
  #offset = 0;
  #isStarted = false;
  #isWritable = true;

  constructor(path: string) {
    this.#path = path;
  }

  append(entry: Omit<HistoryEntry, 'session'>): void {
    this.#start();
    this.#write({ session: this.#id, ...entry });
  }

  tail(count: number): readonly HistoryEntry[] {
    return count <= 0 ? [] : this.#read().slice(-count);
  }

  range(session: number, start: number, stop?: number): readonly HistoryEntry[] {
    const entries = this.#read();
    const own = this.#numbers.get(this.#id)!;
    return rangeOfEntries(entries, session > 0 ? session : own + session, start, stop);
  }

  search(pattern: string, options: SearchOptions): readonly HistoryEntry[] {
    return searchEntries(this.#read(), pattern, options);
  }

  #start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#write({ session: this.#id });
  }

  #write(line: Line): void {
    const text = `\n${JSON.stringify(line)}\n`;
    if (this.#isWritable) {
      try {
        this.#use('append', (file) => writeFileSync(file, text));
        return;
      } catch {
        this.#isWritable = false;
      }
    }
    this.#take(text);
  }

  /** Reads what was added to the file since the last look, by whichever kernel. */
  #read(): readonly HistoryEntry[] {
    this.#start();
    if (!this.#isWritable) return this.#entries;
    try {
      this.#use('read', (file) => this.#readOn(file));
    } catch {
      // The file has been removed meanwhile: what was read of it is still known.
    }
    return this.#entries;
  }

  #use(use: LogUse, work: (file: number) => void): void {
    const file = openLog(this.#path, use);
    try {
      work(file);
    } finally {
      closeSync(file);
    }
  }

  #readOn(file: number): void {
    const bytes = Buffer.alloc(Math.max(0, fstatSync(file).size - this.#offset));
    let count = readSync(file, bytes, 0, bytes.length, this.#offset);
    // A line that another kernel is writing right now is left for the next look.
    count = bytes.lastIndexOf(0x0a, count - 1) + 1;
    this.#offset += count;
    this.#take(bytes.toString('utf8', 0, count));
  }

  #take(text: string): void {
    for (const json of text.split('\n')) {
      const line = parseLine(json);
      if (line === undefined) continue;
      const known = this.#numbers.get(line.session);
      const session = known ?? this.#numbers.size + 1;
      if (known === undefined) this.#numbers.set(line.session, session);
      if (line.line === undefined || line.input === undefined) continue;
      this.#entries.push({ session, line: line.line, input: line.input, output: line.output });
    }
  }
}

function parseLine(json: string): Line | undefined {
  if (json === '') return undefined;
  try {
    const line = JSON.parse(json) as Partial<Line> | null;
    return typeof line?.session === 'string' ? (line as Line) : undefined;
  } catch {
    return undefined;
  }
}
