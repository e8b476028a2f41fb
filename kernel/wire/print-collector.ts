import { RecordKind, type RingReader } from './ring.js';

/** Text of one stream and one request, joined from many prints. */
export interface PrintedText {
  /** The stream that was printed to. */
  readonly name: 'stdout' | 'stderr';
  /** What was printed, one after the other. */
  readonly text: string;
  /** The request's header as JSON text. */
  readonly parent: string;
}

/** How long text is held back to be joined with what follows, in milliseconds. */
export const holdBack = 20;

/** A message is sent at this size at the latest, in UTF-16 units. */
const longest = 1 << 16;

/** Joins what the ring holds into few messages. */
export class PrintCollector {
  readonly #reader: RingReader;
  readonly #emit: (printed: PrintedText) => void;
  #parent = '{}';
  #name: 'stdout' | 'stderr' = 'stdout';
  #text = '';
  #parentBegin = '';
  #owner = '{}';

  constructor(reader: RingReader, emit: (printed: PrintedText) => void) {
    this.#reader = reader;
    this.#emit = emit;
  }

  /** Sends all text printed before `end`, a position of the ring. */
  flush(end = this.#reader.end): void {
    this.#reader.read(end, (kind, bytes) => {
      const text = bytes.toString('utf8');
      if (kind === RecordKind.parentPart) this.#parentBegin += text;
      else if (kind === RecordKind.parent) this.#switchTo(this.#name, this.#whole(text));
      else if (kind === RecordKind.owner) this.#owner = this.#whole(text);
      else this.#append(kind === RecordKind.stdout ? 'stdout' : 'stderr', text);
    });
    this.#send();
  }

  /** Sends text that says nothing of its origin, after what was printed before: it belongs to the request that runs. */
  takeForeign(name: 'stdout' | 'stderr', text: string): void {
    this.flush();
    this.#emit({ name, text, parent: this.#owner });
  }

  #whole(rest: string): string {
    const text = this.#parentBegin + rest;
    this.#parentBegin = '';
    return text;
  }

  #append(name: 'stdout' | 'stderr', text: string): void {
    if (name !== this.#name) this.#switchTo(name, this.#parent);
    this.#text += text;
    if (this.#text.length >= longest) this.#send();
  }

  #switchTo(name: 'stdout' | 'stderr', parent: string): void {
    this.#send();
    this.#name = name;
    this.#parent = parent;
  }

  #send(): void {
    if (this.#text === '') return;
    this.#emit({ name: this.#name, text: this.#text, parent: this.#parent });
    this.#text = '';
  }
}
