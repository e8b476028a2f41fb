// Printed text on its way from the main thread to the socket thread, through shared memory: writing costs a fraction of a
// microsecond, and the socket thread can read it while the main thread is busy.

/** Kinds of records: text for a stream, or the JSON of the request that the following text belongs to. */
export const RecordKind = {
  stdout: 1,
  stderr: 2,
  parent: 3,
  /** The beginning of a parent that is too long for one record. */
  parentPart: 5,
  /** The request that runs from now on, as JSON: what comes with no parent belongs to it. */
  owner: 6,
  /** The rest of the memory up to its end is unused. */
  skip: 4,
} as const;
/** One of the kinds. */
export type RecordKind = (typeof RecordKind)[keyof typeof RecordKind];

/** Positions count bytes written since the start, modulo 2^32; the memory's size divides that. */
const written = 0;
const consumed = 1;
const awake = 2;
const headerBytes = 4;
const lengthBits = 24;

/** The memory that both threads see. */
export interface RingMemory {
  /** Where both threads are in it, and who waits. */
  readonly control: SharedArrayBuffer;
  /** The messages. */
  readonly bytes: SharedArrayBuffer;
}

/** @param size in bytes, a power of two ≤ 2^24. */
export function makeRingMemory(size = 1 << 20): RingMemory {
  return { control: new SharedArrayBuffer(12), bytes: new SharedArrayBuffer(size) };
}

/** Writes text into the ring. One thread only. */
export class RingWriter {
  readonly #control: Int32Array;
  readonly #bytes: Buffer;
  readonly #size: number;
  readonly #wake: (urgently: boolean) => void;
  #position = 0;

  /** @param wake tells a sleeping reader that there is something; urgently, that the writer waits for room. */
  constructor(memory: RingMemory, wake: (urgently: boolean) => void) {
    this.#control = new Int32Array(memory.control);
    this.#bytes = Buffer.from(memory.bytes);
    this.#size = this.#bytes.length;
    this.#wake = wake;
  }

  /** Where the next record will stand: whatever was written before is in front of it. */
  get position(): number {
    return this.#position;
  }

  /** Writes a record, in pieces where it is long. Blocks while there is no room. */
  write(kind: RecordKind, text: string): void {
    // A UTF-16 unit takes at most three bytes: a piece never needs more than a quarter of the memory.
    const most = (this.#size >> 4) - headerBytes;
    let start = 0;
    do {
      let end = Math.min(text.length, start + most);
      if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end -= 1;
      const isPart = kind > RecordKind.stderr && end < text.length;
      const piece = start === 0 && end === text.length ? text : text.slice(start, end);
      this.#writeRecord(isPart ? RecordKind.parentPart : kind, piece);
      start = end;
    } while (start < text.length);
  }

  #writeRecord(kind: RecordKind, text: string): void {
    const most = headerBytes + text.length * 3 + 3;
    let offset = this.#position & (this.#size - 1);
    const rest = this.#size - offset;
    if (rest < most) {
      this.#reserve(rest);
      this.#bytes.writeUInt32LE((RecordKind.skip << lengthBits) >>> 0, offset);
      this.#advance(rest);
      offset = 0;
    }
    this.#reserve(most);
    const length = this.#bytes.write(text, offset + headerBytes, 'utf8');
    this.#bytes.writeUInt32LE(((kind << lengthBits) | length) >>> 0, offset);
    this.#advance(headerBytes + ((length + 3) & ~3));
    if (Atomics.exchange(this.#control, awake, 1) === 0) this.#wake(false);
  }

  /** Waits until `count` bytes are free. Blocks the thread: the reader is another one and never waits for us. */
  #reserve(count: number): void {
    for (;;) {
      const seen = Atomics.load(this.#control, consumed);
      if (this.#size - ((this.#position - seen) >>> 0) >= count) return;
      this.#wake(true);
      Atomics.wait(this.#control, consumed, seen, 100);
    }
  }

  #advance(count: number): void {
    this.#position = (this.#position + count) >>> 0;
    Atomics.store(this.#control, written, this.#position | 0);
  }
}

function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

/** Reads the ring. One thread only. */
export class RingReader {
  readonly #control: Int32Array;
  readonly #bytes: Buffer;
  #position = 0;

  constructor(memory: RingMemory) {
    this.#control = new Int32Array(memory.control);
    this.#bytes = Buffer.from(memory.bytes);
  }

  /** Where the writer stands now. */
  get end(): number {
    return Atomics.load(this.#control, written) >>> 0;
  }

  /** From now on the writer wakes us when it writes. To be called before the last look at `end`. */
  sleep(): void {
    Atomics.store(this.#control, awake, 0);
  }

  /** Hands every record up to `end` to `take`, whose bytes are valid during the call only, and frees the memory. */
  read(end: number, take: (kind: RecordKind, bytes: Buffer) => void): void {
    const size = this.#bytes.length;
    if (this.#position === end) return;
    while ((end - this.#position) >>> 0 > 0 && (end - this.#position) >>> 0 <= size) {
      const offset = this.#position & (size - 1);
      const header = this.#bytes.readUInt32LE(offset);
      const kind = (header >>> lengthBits) as RecordKind;
      const length = header & ((1 << lengthBits) - 1);
      if (kind === RecordKind.skip) {
        this.#position = (this.#position + size - offset) >>> 0;
        continue;
      }
      const from = offset + headerBytes;
      take(kind, this.#bytes.subarray(from, from + length));
      this.#position = (this.#position + headerBytes + ((length + 3) & ~3)) >>> 0;
    }
    Atomics.store(this.#control, consumed, this.#position | 0);
    Atomics.notify(this.#control, consumed);
  }
}
