// Blobs and canvases.
import type { MimeBundle } from '../../widgets/host/core/mime-bundle.js';

/** Types of blobs that front ends show. */
const shown =
  /^(?:image\/(?:png|jpeg|gif|webp|svg\+xml|bmp)|text\/(?:html|markdown|latex|plain)|application\/json)(?:;.*)?$/;

/** What a blob holds, when its type is one that is shown. */
export function blobBundle(value: unknown): Promise<MimeBundle> | undefined {
  if (!(value instanceof Blob) || !shown.test(value.type)) return undefined;
  return read(value);
}

async function read(blob: Blob): Promise<MimeBundle> {
  const type = blob.type.replace(/;.*$/, '');
  const plain = `[${type}, ${blob.size} bytes]`;
  if (type.startsWith('image/') && type !== 'image/svg+xml')
    return {
      [type]: Buffer.from(await blob.arrayBuffer()).toString('base64'),
      'text/plain': plain,
    };
  const text = await blob.text();
  if (type === 'application/json')
    return { [type]: JSON.parse(text) as unknown, 'text/plain': text };
  return { 'text/plain': plain, [type]: text };
}

/** The picture of a canvas: node-canvas, @napi-rs/canvas, skia-canvas and those of DOM implementations. */
export function canvasBundle(value: unknown): MimeBundle | Promise<MimeBundle> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const canvas = value as Readonly<Record<string, unknown>>;
  if (typeof canvas['getContext'] !== 'function' || typeof canvas['width'] !== 'number')
    return undefined;
  // OffscreenCanvas, and what stands in for it.
  if (typeof canvas['convertToBlob'] === 'function') {
    const { convertToBlob } = canvas as { convertToBlob: (options: object) => Promise<Blob> };
    return Promise.resolve(convertToBlob.call(canvas, { type: 'image/png' })).then(read);
  }
  const png = pngOf(canvas);
  const size = `${canvas['width']} × ${String(canvas['height'])}`;
  return png === undefined ? undefined : { 'image/png': png, 'text/plain': `[canvas, ${size}]` };
}

function pngOf(canvas: Readonly<Record<string, unknown>>): string | undefined {
  const { toBuffer, toDataURL } = canvas as Readonly<Record<string, unknown>>;
  const bytes: unknown =
    typeof toBuffer === 'function' ? toBuffer.call(canvas, 'image/png') : undefined;
  if (bytes instanceof Uint8Array)
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  const url: unknown = typeof toDataURL === 'function' ? toDataURL.call(canvas, 'image/png') : '';
  return /^data:image\/png;base64,(.+)$/.exec(String(url))?.[1];
}
