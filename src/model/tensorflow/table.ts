// A sorted table of keys and values in blocks, as LevelDB wrote it and TensorFlow's checkpoints still do.
import { BadFileError } from '../../errors.js';
import type { ByteSource } from '../../files/byte-source.js';
import { maskedCrc32c } from '../../files/crc32c.js';

const magic = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];
const footerSize = 48;
const trailerSize = 5;
const greatestBlock = 64 << 20;

/** Whether a source ends as such a table does. */
export function isTable(source: ByteSource): boolean {
  if (source.size < footerSize) return false;
  const tail = source.read(source.size - magic.length, magic.length);
  return magic.every((byte, n) => tail[n] === byte);
}

/**
 * Reads all keys and values, in order.
 * @throws Error when the table is damaged (every block has a checksum) or compressed.
 */
export function readTable(source: ByteSource): Map<string, Uint8Array> {
  const footer = source.read(source.size - footerSize, footerSize);
  const handles = { bytes: footer, at: 0 };
  // Nobody needs the first block, which LevelDB keeps filters in; but a damaged one tells of a damaged file.
  readBlock(source, varint(source, handles), varint(source, handles));
  const index = readBlock(source, varint(source, handles), varint(source, handles));
  const table = new Map<string, Uint8Array>();
  for (const [, handle] of entriesOf(source, index)) {
    const cursor = { bytes: handle, at: 0 };
    const block = readBlock(source, varint(source, cursor), varint(source, cursor));
    for (const [key, value] of entriesOf(source, block)) table.set(key, value);
  }
  return table;
}

function readBlock(source: ByteSource, offset: number, size: number): Uint8Array {
  if (size > greatestBlock || offset + size + trailerSize > source.size) throw damaged(source);
  const bytes = source.read(offset, size + trailerSize);
  if (bytes[size] !== 0) {
    throw new BadFileError(
      `${source.name}: its index is compressed, which no TensorFlow writes; get it anew`,
      { file: source.name },
    );
  }
  source.budget?.charge('bytes', size);
  const block = bytes.subarray(0, size);
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + size, trailerSize);
  // The sum is of the block and of the byte that says how it is packed.
  if (trailer.getUint32(1, true) !== maskedCrc32c(bytes.subarray(0, size + 1))) {
    throw new BadFileError(
      `${source.name}: a block of its index does not have its checksum, so it is damaged; get the checkpoint anew`,
      { file: source.name },
    );
  }
  return block;
}

/** Keys share their beginning with the key before; a list of restart points ends the block. */
function* entriesOf(source: ByteSource, block: Uint8Array): Generator<[string, Uint8Array]> {
  if (block.length < 4) throw damaged(source);
  const view = new DataView(block.buffer, block.byteOffset, block.length);
  const end = block.length - 4 - 4 * view.getUint32(block.length - 4, true);
  if (end < 0) throw damaged(source);
  const cursor = { bytes: block.subarray(0, end), at: 0 };
  let key = '';
  while (cursor.at < end) {
    const shared = varint(source, cursor);
    const own = varint(source, cursor);
    const length = varint(source, cursor);
    const start = cursor.at;
    if (shared > key.length || start + own + length > end) throw damaged(source);
    source.budget?.charge('objects', 2);
    // A key of three bytes may repeat a long beginning.
    source.budget?.charge('bytes', shared + own);
    key = key.slice(0, shared) + keyText(block.subarray(start, start + own));
    cursor.at = start + own + length;
    yield [key, block.subarray(start + own, cursor.at)];
  }
}

const decoder = new TextDecoder('latin1');

/** A key as text: one character for each byte, whatever it is. */
export function keyText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

function varint(source: ByteSource, cursor: Cursor): number {
  let value = 0;
  for (let n = 0; n < 8; n++) {
    const byte = cursor.bytes[cursor.at++];
    if (byte === undefined) break;
    value += (byte & 0x7f) * 2 ** (7 * n);
    if (byte < 0x80) return value;
  }
  throw damaged(source);
}

function damaged(source: ByteSource): Error {
  return new BadFileError(
    `${source.name}: the checkpoint's index is damaged or cut off; get it anew`,
    { file: source.name },
  );
}
