// Pixels as a PNG file, without a canvas. Layout: PNG specification, second edition (W3C 2003), parts 5 and 11.
import { zlibSync } from 'fflate';

/** RGBA bytes of `width` × `height` pixels. */
export interface Pixels {
  /** Pixels of a row. */
  readonly width: number;
  /** Rows of pixels. */
  readonly height: number;
  /** Four bytes for each pixel, row after row from the top. */
  readonly pixels: Uint8Array | Uint8ClampedArray;
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = table[(c ^ byte) & 0xff]! ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** Length, type, content and checksum. */
function chunk(type: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(content.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(
    [...type].map((letter) => letter.charCodeAt(0)),
    4,
  );
  bytes.set(content, 8);
  view.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
  return bytes;
}

function header(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(13);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // 8 bits a channel, RGBA, deflate, the one filter method, not interlaced.
  bytes.set([8, 6, 0, 0, 0], 8);
  return bytes;
}

/** Writes pixels as a PNG. Flat areas shrink well although no filter is used: rows repeat. */
export function encodePng({ width, height, pixels }: Pixels): Uint8Array {
  const line = width * 4;
  const raw = new Uint8Array(height * (line + 1));
  for (let y = 0; y < height; y++) {
    raw.set(pixels.subarray(y * line, (y + 1) * line), y * (line + 1) + 1);
  }
  const parts = [
    Uint8Array.from(signature),
    chunk('IHDR', header(width, height)),
    chunk('IDAT', zlibSync(raw, { level: 6 })),
    chunk('IEND', new Uint8Array(0)),
  ];
  const file = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (file.set(part, at), at + part.length), 0);
  return file;
}
