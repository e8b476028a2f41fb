// Protocol buffers, read in place: a field of bytes is a slice of the file, so that a weight is not read before it is wanted.
import { BadFileError } from '../../errors.js';
import type { ByteSource } from '../../files/byte-source.js';
import { decodeUtf8 } from '../../files/utf8.js';
import { sliceSource } from '../../files/slice-source.js';

/** One field of a message, in the order of the file. */
export interface Field {
  /** The number of the field in its message. */
  readonly number: number;
  /** The value of a number field (wire types 0, 1 and 5), as unsigned bits. */
  readonly bits: bigint;
  /** The content of a field of bytes, text or message (wire type 2); empty for number fields. */
  readonly content: ByteSource;
  /** 0 varint, 1 eight bytes, 2 content, 5 four bytes. */
  readonly wire: number;
}

/**
 * The fields of a message (protobuf.dev/programming-guides/encoding).
 * @throws Error when the message is damaged: every length is checked against its container.
 */
export function* fieldsOf(message: ByteSource): Generator<Field> {
  const { budget } = message;
  budget?.charge('objects');
  const reader = { message, at: 0 };
  const empty = sliceSource(message, { name: message.name, offset: 0, size: 0 });
  while (reader.at < message.size) {
    const tag = varint(reader);
    const number = Number(tag >> 3n);
    const wire = Number(tag & 7n);
    if (number === 0) throw damaged(message);
    budget?.charge('objects', 1 / 4);
    if (wire === 2) {
      yield { number, wire, bits: 0n, content: content(reader) };
    } else {
      yield { number, wire, bits: numberBits(reader, wire), content: empty };
    }
  }
}

interface Reader {
  readonly message: ByteSource;
  at: number;
}

function varint(reader: Reader): bigint {
  const bytes = take(reader, Math.min(10, reader.message.size - reader.at), 0);
  let value = 0n;
  for (let n = 0; n < bytes.length; n++) {
    value |= BigInt(bytes[n]! & 0x7f) << BigInt(7 * n);
    if (bytes[n]! < 0x80) {
      reader.at += n + 1;
      return BigInt.asUintN(64, value);
    }
  }
  throw damaged(reader.message);
}

function numberBits(reader: Reader, wire: number): bigint {
  if (wire === 0) return varint(reader);
  if (wire !== 1 && wire !== 5) throw damaged(reader.message);
  const length = wire === 1 ? 8 : 4;
  const bytes = take(reader, length, length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  return wire === 1 ? view.getBigUint64(0, true) : BigInt(view.getUint32(0, true));
}

function content(reader: Reader): ByteSource {
  const size = Number(varint(reader));
  const offset = reader.at;
  if (size > reader.message.size - offset) throw damaged(reader.message);
  reader.at += size;
  return sliceSource(reader.message, { name: reader.message.name, offset, size });
}

function take(reader: Reader, length: number, step: number): Uint8Array {
  if (length > reader.message.size - reader.at) throw damaged(reader.message);
  const bytes = reader.message.read(reader.at, length);
  reader.at += step;
  return bytes;
}

function damaged(message: ByteSource): Error {
  return new BadFileError(`${message.name}: it is damaged or cut off; get the file anew`, {
    file: message.name,
  });
}

/** A signed number field. */
export function signed(field: Field): number {
  return Number(BigInt.asIntN(64, field.bits));
}

/** A float field. */
export function float(field: Field): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, Number(BigInt.asUintN(32, field.bits)));
  return view.getFloat32(0);
}

/** Longer texts than this are no names. */
const greatestText = 1 << 24;

/**
 * A text field.
 * @throws Error when it is no text.
 */
export function text(field: Field): string {
  return decodeUtf8(field.content.name, shortContent(field));
}

/** A field of bytes that usually hold text, but need not. */
export function looseText(field: Field): string {
  return new TextDecoder().decode(shortContent(field));
}

function shortContent({ content }: Field): Uint8Array {
  if (content.size > greatestText) throw damaged(content);
  return content.read(0, content.size);
}

/** A repeated number field, which may come one by one or packed into one content. */
export function numbers(field: Field, kind: 'varint' | 'float'): number[] {
  if (field.wire !== 2) return [kind === 'float' ? float(field) : signed(field)];
  const { content } = field;
  if (content.size > greatestText) throw damaged(content);
  const values: number[] = [];
  if (kind === 'varint') {
    const reader = { message: content, at: 0 };
    while (reader.at < content.size) values.push(Number(BigInt.asIntN(64, varint(reader))));
    return values;
  }
  const bytes = content.read(0, content.size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 4 <= bytes.length; at += 4) values.push(view.getFloat32(at, true));
  return values;
}
