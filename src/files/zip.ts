import { BadFileError } from '../errors.js';
import { plain, quote } from './quote.js';
import { inflateRawSync } from 'node:zlib';
import type { ByteSource } from './byte-source.js';
import { bytesSource } from './bytes-source.js';
import { checkedSource } from './checked-source.js';
import type { Parts } from './parts.js';
import { sliceSource } from './slice-source.js';
import { readZipDirectory, type ZipEntry } from './zip-directory.js';

/** Weights hardly shrink, arrays of zeros shrink a thousandfold: from this size on, more than this ratio is no data. */
const freeSize = 64 << 20;
const greatestRatio = 100;

/** Whether a source begins as a zip does. */
export function isZip(source: ByteSource): boolean {
  return source.size >= 22 && viewOf(source, 0, 4).getUint32(0, true) === 0x04034b50;
}

function viewOf(source: ByteSource, offset: number, length: number): DataView {
  const bytes = source.read(offset, length);
  return new DataView(bytes.buffer, bytes.byteOffset, length);
}

/**
 * Opens a zip by its directory. A stored entry is a slice of the file; a packed one is inflated when it is first read. Both are
 * compared with the CRC-32 that the directory keeps, except where it keeps none at all: `torch.serialization.set_crc32_options(False)`
 * writes zeros for every entry.
 * @throws Error when the directory is damaged.
 */
export function openZip(source: ByteSource): Parts {
  const entries = readZipDirectory(source);
  const keepsSums = [...entries.values()].some(({ crc }) => crc !== 0);
  return {
    name: source.name,
    names: [...entries.keys()].filter((name) => !name.endsWith('/')),
    has: (name) => entries.has(name),
    keepsSums,
    budget: source.budget,
    open(name) {
      const entry = entries.get(name);
      if (!entry)
        throw new BadFileError(`${source.name}: it has no entry ${quote(name)}; is it complete?`, {
          file: source.name,
        });
      return openEntry(source, entry, keepsSums);
    },
  };
}

function openEntry(source: ByteSource, entry: ZipEntry, keepsSums: boolean): ByteSource {
  const name = `${source.name}/${plain(entry.name)}`;
  const header = viewOf(source, entry.headerOffset, 30);
  if (header.getUint32(0, true) !== 0x04034b50) {
    throw new BadFileError(`${name}: its zip entry is damaged; get the file anew`, { file: name });
  }
  const offset = entry.headerOffset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = sliceSource(source, { name, offset, size: entry.packedSize });
  const sum = keepsSums ? entry.crc : undefined;
  if (entry.method === 0) return storedSource(packed, entry.size, sum);
  if (entry.method === 8) return checkedSource(inflatedSource(packed, entry.size), sum);
  throw new BadFileError(
    `${name}: zip method ${entry.method} is unknown; pack it with deflate or stored`,
    { file: name },
  );
}

function storedSource(packed: ByteSource, size: number, sum: number | undefined): ByteSource {
  if (packed.size === size) return checkedSource(packed, sum);
  throw new BadFileError(
    `${packed.name}: it is stored in ${packed.size} bytes but declares ${size}; get the file anew`,
    { file: packed.name },
  );
}

/** A packed entry, inflated when it is first read. */
function inflatedSource(packed: ByteSource, size: number): ByteSource {
  if (size > freeSize && size > packed.size * greatestRatio) {
    throw new BadFileError(
      `${packed.name}: it claims to unpack ${packed.size} bytes into ${size}; refused as a zip bomb`,
      { file: packed.name, reason: 'unsafe' },
    );
  }
  let whole: ByteSource | undefined;
  const read = (offset: number, length: number) => {
    if (whole === undefined) {
      packed.budget?.charge('bytes', size);
      whole = bytesSource(packed.name, inflate(packed, size));
    }
    return whole.read(offset, length);
  };
  const { name, budget } = packed;
  return { name, size, budget, read, close: () => (whole = undefined) };
}

function inflate(packed: ByteSource, size: number): Uint8Array {
  try {
    // zlib stops at the declared size, so that a lie about it costs no memory.
    const bytes = inflateRawSync(packed.read(0, packed.size), {
      maxOutputLength: Math.max(size, 1),
    });
    // A plain array: Node's own buffers share memory and slice without copying.
    if (bytes.length === size) return new Uint8Array(bytes.buffer, bytes.byteOffset, size);
  } catch (cause) {
    throw new BadFileError(`${packed.name}: it cannot be unpacked; get the file anew`, {
      file: packed.name,
      cause,
    });
  }
  throw new BadFileError(
    `${packed.name}: it unpacks to another size than declared; get the file anew`,
    { file: packed.name },
  );
}
