import { crc32, inflateRawSync } from 'node:zlib';

/**
 * A zip whose checksums fit its bytes again, as far as its directory can be followed: damage behind a sum that still holds. The bytes
 * are changed in place.
 */
export function repairSums(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf('PK\x05\x06');
  if (end < 0 || end + 22 > bytes.length) return bytes;
  let at = view.getUint32(end + 16, true);
  while (at + 46 <= end && view.getUint32(at, true) === 0x02014b50) {
    const sum = sumOf(bytes, view, at);
    if (sum !== undefined) view.setUint32(at + 16, sum, true);
    at += 46 + [28, 30, 32].reduce((size, field) => size + view.getUint16(at + field, true), 0);
  }
  return bytes;
}

function sumOf(bytes: Uint8Array, view: DataView, at: number): number | undefined {
  const header = view.getUint32(at + 42, true);
  const size = view.getUint32(at + 20, true);
  if (header + 30 > bytes.length) return undefined;
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  const packed = bytes.subarray(start, start + size);
  if (view.getUint16(at + 10, true) === 0) return crc32(packed);
  try {
    return crc32(inflateRawSync(packed, { maxOutputLength: 1 << 24 }));
  } catch {
    return undefined;
  }
}
