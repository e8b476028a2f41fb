import { inflateRawSync } from 'node:zlib';
import type { ByteSource } from './byte-source.js';
import { bytesSource } from './bytes-source.js';
import { sliceSource } from './slice-source.js';
import { readZipDirectory, type ZipEntry } from './zip-directory.js';

/** Deflate cannot do better than this; who declares more lies about a size. */
const greatestRatio = 1032;
const greatestEntry = 2 ** 31;

/** A zip whose entries are sources of their own: stored ones are slices, packed ones are inflated when opened. */
export interface Zip {
  /** Entry names as the zip lists them; folders are left out. */
  readonly names: readonly string[];
  has(name: string): boolean;
  /** @throws Error when there is no such entry or it is damaged. */
  open(name: string): ByteSource;
}

/** Whether a source begins as a zip does. */
export function isZip(source: ByteSource): boolean {
  return source.size >= 22 && new DataView(copy(source, 0, 4)).getUint32(0, true) === 0x04034b50;
}

function copy(source: ByteSource, offset: number, length: number): ArrayBuffer {
  return source.read(offset, length).slice().buffer;
}

/**
 * Reads the directory of a zip. No entry is unpacked.
 * @throws Error when the directory is damaged.
 */
export function openZip(source: ByteSource): Zip {
  const entries = readZipDirectory(source);
  return {
    names: [...entries.keys()].filter((name) => !name.endsWith('/')),
    has: (name) => entries.has(name),
    open(name) {
      const entry = entries.get(name);
      if (!entry) throw new Error(`${source.name}: it has no entry '${name}'; is it complete?`);
      return openEntry(source, entry);
    },
  };
}

function openEntry(source: ByteSource, entry: ZipEntry): ByteSource {
  const name = `${source.name}/${entry.name}`;
  const header = new DataView(copy(source, entry.headerOffset, 30));
  if (header.getUint32(0, true) !== 0x04034b50) {
    throw new Error(`${name}: its zip entry is damaged; get the file anew`);
  }
  const offset = entry.headerOffset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = sliceSource(source, { name, offset, size: entry.packedSize });
  if (entry.method === 0) return packed;
  if (entry.method !== 8) {
    throw new Error(
      `${name}: zip method ${entry.method} is unknown; pack it with deflate or stored`,
    );
  }
  return bytesSource(name, inflate(packed, entry.size));
}

function inflate(packed: ByteSource, size: number): Uint8Array {
  if (size > greatestEntry || size > packed.size * greatestRatio + 1024) {
    throw new Error(
      `${packed.name}: it claims to unpack ${packed.size} bytes into ${size}; refused as a zip bomb`,
    );
  }
  try {
    // One byte more than declared would already be too many; zlib stops there.
    const bytes = inflateRawSync(packed.read(0, packed.size), {
      maxOutputLength: Math.max(size, 1),
    });
    if (bytes.length === size) return bytes;
  } catch (cause) {
    throw new Error(`${packed.name}: it cannot be unpacked; get the file anew`, { cause });
  }
  throw new Error(`${packed.name}: it unpacks to another size than declared; get the file anew`);
}
