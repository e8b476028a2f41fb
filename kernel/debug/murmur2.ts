/** MurmurHash2, 32 bits, of a text in UTF-8: how Jupyter's debugger names the file of a cell. */
export function murmur2(text: string, seed: number): number {
  const data = new TextEncoder().encode(text);
  const m = 0x5bd1e995;
  const end = data.length & ~3;
  const bytes = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let h = seed ^ data.length;
  for (let i = 0; i < end; i += 4) {
    let k = Math.imul(bytes.getUint32(i, true), m);
    k = Math.imul(k ^ (k >>> 24), m);
    h = Math.imul(h, m) ^ k;
  }
  if (data.length > end) {
    for (let i = data.length - 1; i >= end; i--) h ^= data[i]! << (8 * (i - end));
    h = Math.imul(h, m);
  }
  h = Math.imul(h ^ (h >>> 13), m);
  return (h ^ (h >>> 15)) >>> 0;
}
