import { crc32, inflateRawSync } from 'node:zlib';

/** An entry of a zip as it is to be written; `size` may lie about what it unpacks to. */
export interface MadeEntry {
  readonly name: string;
  readonly data: Uint8Array;
  readonly method?: number;
  readonly size?: number;
  /** The checksum, where it need not be worked out. */
  readonly sum?: number;
}

/** The sum of what an entry holds; of a packed one that is a lie, any. */
function sumOf(method: number, data: Uint8Array): number {
  try {
    return crc32(method === 8 ? inflateRawSync(data, { maxOutputLength: 1 << 20 }) : data);
  } catch {
    return 1;
  }
}

/** Writes a zip by hand, so that it can be wrong. */
export function makeZip(entries: readonly MadeEntry[]): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, data, method = 0, size = data.length, sum } of entries) {
    const text = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(method, 4);
    shared.writeUInt32LE(sum ?? sumOf(method, data), 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(size, 18);
    shared.writeUInt16LE(text.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, text, data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), shared, rest, text]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]);
}
