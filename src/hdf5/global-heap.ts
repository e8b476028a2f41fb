// Long texts stand in a "global heap" of the file. libhdf5 walks through its objects by their sizes without asking whether it
// comes forward: an object of size 0 keeps it busy for ever, inside WebAssembly, where nothing can stop it.

const headerSize = 16;
const viewOf = ({ buffer, byteOffset, length }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, length);
const mark = [...'GCOL'].map((letter) => letter.charCodeAt(0));
const isMarked = (bytes: Uint8Array): boolean => mark.every((code, k) => bytes[k] === code);

/**
 * Whether bytes that libhdf5 is about to read begin a global heap on which it would turn in circles or run out of bounds. It reads
 * the first 4 kB of one and then the rest, so the rest is looked at here.
 * @param first the bytes
 * @param upTo gives as many bytes from the same place, or as many as the file has
 */
export function isEndlessHeap(first: Uint8Array, upTo: (size: number) => Uint8Array): boolean {
  if (first.length < headerSize || !isMarked(first)) return false;
  const size = Number(viewOf(first).getBigUint64(8, true));
  const bytes = size > first.length ? upTo(size) : first;
  const view = viewOf(bytes);
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
