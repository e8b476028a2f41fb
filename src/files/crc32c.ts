/**
 * Tables of CRC-32C (Castagnoli's polynomial 0x1EDC6F41, reflected), by which eight bytes are taken at a time: table k holds what a
 * byte comes to with k zero bytes behind it.
 */
const tables = makeTables();

function makeTables(): Int32Array[] {
  const first = Int32Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) {
      remainder = remainder & 1 ? (remainder >>> 1) ^ 0x82f63b78 : remainder >>> 1;
    }
    return remainder;
  });
  const all = [first];
  for (let k = 1; k < 8; k++) {
    all.push(all[k - 1]!.map((before) => first[before & 0xff]! ^ (before >>> 8)));
  }
  return all;
}

/** CRC-32C of bytes (RFC 3720, B.4). */
export function crc32c(bytes: Uint8Array): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [Int32Array, ...Int32Array[]];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const whole = bytes.length - (bytes.length % 8);
  let sum = -1;
  for (let n = 0; n < whole; n += 8) {
    const low = view.getInt32(n, true) ^ sum;
    const high = view.getInt32(n + 4, true);
    sum =
      t7![low & 0xff]! ^
      t6![(low >>> 8) & 0xff]! ^
      t5![(low >>> 16) & 0xff]! ^
      t4![low >>> 24]! ^
      t3![high & 0xff]! ^
      t2![(high >>> 8) & 0xff]! ^
      t1![(high >>> 16) & 0xff]! ^
      t0[high >>> 24]!;
  }
  for (let n = whole; n < bytes.length; n++) sum = t0[(sum ^ bytes[n]!) & 0xff]! ^ (sum >>> 8);
  return ~sum >>> 0;
}

/** As LevelDB and TensorFlow store it: turned and moved, since sums of bytes that hold sums are poor ones. */
export function maskedCrc32c(bytes: Uint8Array): number {
  const sum = crc32c(bytes);
  return (((sum >>> 15) | (sum << 17)) + 0xa282ead8) >>> 0;
}
