import { BadFileError } from '../errors.js';
import type { ByteSource } from './byte-source.js';
import { quote } from './quote.js';

/** One entry as the central directory lists it. Sizes and offsets are claims, checked when the entry is read. */
export interface ZipEntry {
  /** The entry's path in the archive, with `/` between folders. */
  readonly name: string;
  /** 0 stored, 8 deflate. */
  readonly method: number;
  /** Bytes that it takes in the archive. */
  readonly packedSize: number;
  /** Bytes when it is unpacked. */
  readonly size: number;
  /** CRC-32 of the unpacked bytes. */
  readonly crc: number;
  /** Where in the archive its own header begins, in bytes. */
  readonly headerOffset: number;
}

const endSize = 22;
const greatestComment = 0xffff;
const greatestDirectory = 64 * 2 ** 20;

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function damaged(source: ByteSource): Error {
  return new BadFileError(
    `${source.name}: the directory of the zip is damaged or cut off; get the file anew`,
    { file: source.name },
  );
}

function twice(source: ByteSource, name: string): Error {
  return new BadFileError(
    `${source.name}: it has two entries ${quote(name)}, and readers differ in which they take; pack it anew`,
    { file: source.name },
  );
}

/**
 * Reads the central directory (PKWARE APPNOTE 4.3.12), zip64 sizes included.
 * @returns the entries by name, in the directory's order.
 */
export function readZipDirectory(source: ByteSource): Map<string, ZipEntry> {
  const { offset, size, count } = findDirectory(source);
  if (size > greatestDirectory || offset + size > source.size) throw damaged(source);
  const bytes = source.read(offset, size);
  const data = view(bytes);
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let n = 0; n < count; n++) {
    if (at + 46 > size || data.getUint32(at, true) !== 0x02014b50) throw damaged(source);
    const [nameSize, extraSize, commentSize] = [28, 30, 32].map((o) =>
      data.getUint16(at + o, true),
    );
    const end = at + 46 + nameSize! + extraSize! + commentSize!;
    if (end > size) throw damaged(source);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameSize!));
    const extra = view(bytes.subarray(at + 46 + nameSize!, at + 46 + nameSize! + extraSize!));
    if (entries.has(name)) throw twice(source, name);
    entries.set(name, {
      name,
      method: data.getUint16(at + 10, true),
      crc: data.getUint32(at + 16, true),
      ...readSizes(data, at, extra),
    });
    at = end;
  }
  return entries;
}

/** Sizes that do not fit 32 bits stand in the zip64 extra field, in this order. */
function readSizes(data: DataView, at: number, extra: DataView) {
  const wide = findZip64(extra);
  const field = (offset: number): number => {
    const narrow = data.getUint32(at + offset, true);
    return narrow === 0xffffffff ? (wide.shift() ?? narrow) : narrow;
  };
  const size = field(24);
  const packedSize = field(20);
  return { size, packedSize, headerOffset: field(42) };
}

function findZip64(extra: DataView): number[] {
  let at = 0;
  while (at + 4 <= extra.byteLength) {
    const id = extra.getUint16(at, true);
    const end = Math.min(at + 4 + extra.getUint16(at + 2, true), extra.byteLength);
    if (id === 1) {
      const wide: number[] = [];
      for (let p = at + 4; p + 8 <= end; p += 8) wide.push(Number(extra.getBigUint64(p, true)));
      return wide;
    }
    at = end;
  }
  return [];
}

/** The end record stands last, behind it only a comment of at most 65,535 bytes. */
function findDirectory(source: ByteSource): { offset: number; size: number; count: number } {
  const length = Math.min(source.size, endSize + greatestComment);
  const start = source.size - length;
  const data = view(source.read(start, length));
  for (let at = length - endSize; at >= 0; at--) {
    if (data.getUint32(at, true) === 0x06054b50) return readEnd(source, data, { at, start });
  }
  throw damaged(source);
}

function readEnd(source: ByteSource, data: DataView, { at, start }: { at: number; start: number }) {
  const end = {
    count: data.getUint16(at + 10, true),
    size: data.getUint32(at + 12, true),
    offset: data.getUint32(at + 16, true),
  };
  const narrow = end.count !== 0xffff && end.size !== 0xffffffff && end.offset !== 0xffffffff;
  if (narrow || start + at < 20) return end;
  const locator = view(source.read(start + at - 20, 20));
  if (locator.getUint32(0, true) !== 0x07064b50) return end;
  const wide = view(source.read(Number(locator.getBigUint64(8, true)), 56));
  if (wide.getUint32(0, true) !== 0x06064b50) throw damaged(source);
  return {
    count: Number(wide.getBigUint64(32, true)),
    size: Number(wide.getBigUint64(40, true)),
    offset: Number(wide.getBigUint64(48, true)),
  };
}
