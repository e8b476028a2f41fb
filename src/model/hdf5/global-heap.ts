// Long texts stand in a "global heap" of the file. libhdf5 walks through its objects by their sizes without asking whether it
// comes forward: an object of size 0 keeps it busy for ever, inside WebAssembly, where nothing can stop it.

const headerSize = 16;

/**
 * Whether bytes that libhdf5 is about to read are a global heap on which it would turn in circles or run out of bounds. Other
 * bytes, and beginnings of heaps, are not.
 */
export function isEndlessHeap(bytes: Uint8Array): boolean {
  if (bytes.length < headerSize || String.fromCharCode(...bytes.subarray(0, 4)) !== 'GCOL')
    return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = Number(view.getBigUint64(8, true));
  const end = Math.min(size, bytes.length);
  let at = headerSize;
  while (at + headerSize <= end) {
    const isFree = view.getUint16(at, true) === 0;
    const length = Number(view.getBigUint64(at + 8, true));
    // Free space counts its own header; objects do not, and are padded to eight bytes.
    const step = isFree ? length : headerSize + Math.ceil(length / 8) * 8;
    if (step < headerSize || at + step > size) return true;
    at += step;
  }
  return false;
}
