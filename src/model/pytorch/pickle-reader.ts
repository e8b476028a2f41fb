import { BadFileError } from '../../errors.js';
import type { Budget } from '../../files/budget.js';
import type { ByteSource } from '../../files/byte-source.js';
import { decodeUtf8 } from '../../files/utf8.js';

/** Reads a pickle's bytes one after the other; never beyond the end. */
export class PickleReader {
  /** What error messages call the pickle. */
  readonly name: string;
  /** What opening the file may still take; see `ByteSource`. */
  readonly budget: Budget | undefined;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  /** @param source the whole pickle; it is small, tensors stand elsewhere. */
  constructor(source: ByteSource) {
    this.name = source.name;
    this.budget = source.budget;
    this.#bytes = source.read(0, source.size);
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
  }

  /** How far the reader is. */
  get position(): number {
    return this.#at;
  }

  set position(at: number) {
    this.#at = at;
  }

  /** One unsigned byte. */
  byte(): number {
    return this.#view.getUint8(this.#take(1));
  }

  /** Two bytes, the lower one first. */
  uint16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  /** Four bytes with a sign, the lowest first. */
  int32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  /** Four bytes without a sign, the lowest first. */
  uint32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  /** A size of eight bytes. */
  size64(): number {
    return Number(this.#view.getBigUint64(this.#take(8), true));
  }

  /** The one number of a pickle that is big-endian. */
  float64(): number {
    return this.#view.getFloat64(this.#take(8), false);
  }

  /** So many bytes; a view. */
  bytes(length: number): Uint8Array {
    const at = this.#take(length);
    return this.#bytes.subarray(at, at + length);
  }

  /** So many bytes of UTF-8. */
  text(length: number): string {
    return decodeUtf8(`${this.name}: a name in its pickle`, this.bytes(length));
  }

  /** A text of Python 2, which has no encoding: one character for each byte. */
  byteText(length: number): string {
    return new TextDecoder('latin1').decode(this.bytes(length));
  }

  /** Up to the next line feed, without it. */
  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#at);
    if (end < 0) throw this.#short();
    const text = this.text(end - this.#at);
    this.#at++;
    return text;
  }

  #take(length: number): number {
    const at = this.#at;
    if (length > this.#bytes.length - at) throw this.#short();
    this.#at += length;
    return at;
  }

  #short(): Error {
    return new BadFileError(`${this.name}: its pickle is cut off or damaged; get the file anew`, {
      file: this.name,
    });
  }
}
