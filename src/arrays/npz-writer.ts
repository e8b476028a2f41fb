// Writes NumPy's .npz (a zip of .npy files, stored as they are) without ever holding an array whole: all sizes are known
// beforehand, so every array has its place in the file, and blocks of several arrays may be written in turn.
// Layouts: NumPy's `lib/format.py` (version 1.0) and PKWARE's APPNOTE 6.3.10 (zip64 throughout).
import { crc32 } from 'node:zlib';
import type { ElementType } from '../elements/element-type.js';
import { elementSize } from '../elements/element-type.js';
import { OutputFile } from '../files/output-file.js';
import { sizeOf } from '../ndarray/make.js';
import type { TypedStorage } from './npy-header.js';
import { elementTypeOf, npyHeader } from './npy-header.js';

/** One array of the file that is going to be written. */
export interface NpzEntry {
  /** The array's name, without `.npy`. */
  readonly name: string;
  /** What each element is stored as. */
  readonly dtype: ElementType;
  /** The length of each axis. */
  readonly shape: readonly number[];
}

/** An entry with its place. */
interface Slot {
  readonly file: Buffer;
  readonly start: number;
  readonly size: number;
  readonly dtype: ElementType;
  position: number;
  crc: number;
}

/** A file being written. The name it will have appears when it is finished, so nothing half-written can be found. */
export class NpzWriter {
  readonly #file: OutputFile;
  readonly #slots = new Map<string, Slot>();
  #end = 0;

  /**
   * Lays the file out.
   * @param inputs files and folders that are read: they are never written over
   * @throws BadFileError as `OutputFile` does.
   */
  constructor(path: string, entries: readonly NpzEntry[], inputs: readonly string[] = []) {
    this.#file = new OutputFile(path, inputs);
    try {
      for (const entry of entries) this.#place(entry);
    } catch (error) {
      this.discard();
      throw error;
    }
  }

  /**
   * Writes the next numbers of one array, in C order.
   * @throws RangeError when the array is full, or the numbers are of another type than was announced.
   */
  append(name: string, values: TypedStorage): void {
    const slot = this.#slots.get(name);
    if (!slot) throw new RangeError(`${this.#file.path} has no array "${name}"`);
    const type = elementTypeOf(values);
    if (type !== slot.dtype) throw new RangeError(`Array "${name}" is ${slot.dtype}, not ${type}`);
    this.#write(slot, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }

  /**
   * Finishes the file and gives it its name.
   * @throws RangeError when an array was not filled.
   */
  finish(): void {
    const directory: Buffer[] = [];
    for (const [name, slot] of this.#slots) {
      if (slot.position !== slot.start + slot.size) {
        throw new RangeError(`Array "${name}" of ${this.#file.path} was not filled`);
      }
      this.#file.write(localHeader(slot), headerStart(slot));
      directory.push(directoryEntry(slot));
    }
    const entries = Buffer.concat(directory);
    this.#file.write(
      Buffer.concat([entries, endRecords(directory.length, entries.length, this.#end)]),
      this.#end,
    );
    this.#file.finish();
  }

  /** Gives the file up and removes what was written. */
  discard(): void {
    this.#file.discard();
  }

  #place({ name, dtype, shape }: NpzEntry): void {
    const header = npyHeader(dtype, shape);
    const bytes = sizeOf(shape) * elementSize[dtype];
    const file = Buffer.from(`${name}.npy`);
    const start = this.#end + localHeaderSize(file);
    const slot = { file, start, dtype, size: header.length + bytes, position: start, crc: 0 };
    this.#slots.set(name, slot);
    this.#write(slot, header);
    this.#end = start + slot.size;
  }

  #write(slot: Slot, bytes: Uint8Array): void {
    if (slot.position + bytes.length > slot.start + slot.size) {
      throw new RangeError(
        `${slot.file.toString()} in ${this.#file.path} is longer than its shape`,
      );
    }
    this.#file.write(bytes, slot.position);
    // Of no bytes zlib says 0, whatever came before.
    if (bytes.length > 0) slot.crc = crc32(bytes, slot.crc);
    slot.position += bytes.length;
  }
}

const zip64 = { version: 45, utf8: 0x0800, firstDay: 0x0021, elsewhere: 0xffffffff };

const localHeaderSize = (file: Buffer) => 30 + file.length + 20;
const headerStart = ({ start, file }: Slot) => start - localHeaderSize(file);

/** The fields that local header and directory have in common, from the version to the length of the name. */
function commonFields({ crc, file }: Slot, extra: number): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(zip64.version, 0);
  bytes.writeUInt16LE(zip64.utf8, 2);
  bytes.writeUInt16LE(zip64.firstDay, 8);
  bytes.writeUInt32LE(crc, 10);
  bytes.writeUInt32LE(zip64.elsewhere, 14);
  bytes.writeUInt32LE(zip64.elsewhere, 18);
  bytes.writeUInt16LE(file.length, 22);
  bytes.writeUInt16LE(extra, 24);
  return bytes;
}

/** The extra field that holds what 32 bits may not. */
function extraField(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + 8 * values.length);
  bytes.writeUInt16LE(1, 0);
  bytes.writeUInt16LE(8 * values.length, 2);
  values.forEach((value, k) => bytes.writeBigUInt64LE(BigInt(value), 4 + 8 * k));
  return bytes;
}

function localHeader(slot: Slot): Buffer {
  const extra = extraField(slot.size, slot.size);
  return Buffer.concat([
    Buffer.from('PK\x03\x04'),
    commonFields(slot, extra.length),
    slot.file,
    extra,
  ]);
}

function directoryEntry(slot: Slot): Buffer {
  const extra = extraField(slot.size, slot.size, headerStart(slot));
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(zip64.elsewhere, 10);
  const madeBy = Buffer.from([zip64.version, 0]);
  const fields = commonFields(slot, extra.length);
  return Buffer.concat([Buffer.from('PK\x01\x02'), madeBy, fields, rest, slot.file, extra]);
}

/** The three records that close a zip64: its own end, where that is, and the old end. */
function endRecords(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(56 + 20 + 22);
  end.write('PK\x06\x06', 0, 'latin1');
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(zip64.version, 12);
  end.writeUInt16LE(zip64.version, 14);
  [count, count, size, offset].forEach((value, k) =>
    end.writeBigUInt64LE(BigInt(value), 24 + 8 * k),
  );
  end.write('PK\x06\x07', 56, 'latin1');
  end.writeBigUInt64LE(BigInt(offset + size), 64);
  end.writeUInt32LE(1, 72);
  end.write('PK\x05\x06', 76, 'latin1');
  end.writeUInt16LE(0xffff, 84);
  end.writeUInt16LE(0xffff, 86);
  end.writeUInt32LE(zip64.elsewhere, 88);
  end.writeUInt32LE(zip64.elsewhere, 92);
  return end;
}
