import { quote } from '../../files/quote.js';
import type { Metadata } from 'h5wasm';
import { decodeElements } from '../../arrays/decode-elements.js';
import { elementTypeOf } from './element-type-of.js';
import type { OpenFile } from './hdf5-file.js';
import type { H5Module } from './library.js';

/** What attributes of model files hold: a text, a list of texts, or numbers. Empty ones are an empty list. */
export type AttributeValue = string | string[] | number[];

/** libhdf5's own limit for an attribute is 64 kB; vlen texts stand elsewhere and are only pointed at. */
const greatest = 1 << 20;
const stringClass = 3;

/**
 * Reads an attribute.
 * @returns undefined when the object has none of that name, or it holds neither texts nor numbers.
 */
export function readAttribute(
  { source, library: { module }, id }: OpenFile,
  path: string,
  name: string,
): AttributeValue | undefined {
  if (!module.get_attribute_names(id, path).includes(name)) return undefined;
  const metadata = module.get_attribute_metadata(id, path, name);
  const length = metadata.size * metadata.total_size;
  if (!metadata.shape || length === 0) return [];
  if (!(length <= Math.min(greatest, source.size))) {
    throw new Error(
      `${source.name}: the attribute ${quote(name)} declares ${length} bytes; get the file anew`,
    );
  }
  const pointer = module._malloc(length);
  try {
    // Nothing may be left of what stood here before: pointers to texts are followed below.
    module.HEAPU8.fill(0, pointer, pointer + length);
    const status = module.get_attribute_data(id, path, name, BigInt(pointer));
    if (status < 0) {
      throw new Error(
        `${source.name}: the attribute ${quote(name)} cannot be read; get the file anew`,
      );
    }
    const values = decode(module, metadata, module.HEAPU8.slice(pointer, pointer + length));
    if (metadata.vlen) module.reclaim_vlen_memory(id, path, name, BigInt(pointer));
    return values;
  } finally {
    module._free(pointer);
  }
}

function decode(
  module: H5Module,
  metadata: Metadata,
  bytes: Uint8Array,
): AttributeValue | undefined {
  if (metadata.type === stringClass) {
    const texts = metadata.vlen ? pointedTexts(module, bytes) : fixedTexts(bytes, metadata.size);
    return metadata.shape!.length === 0 ? texts[0]! : texts;
  }
  const type = elementTypeOf(metadata, () => undefined);
  return type && [...decodeElements(bytes, type)];
}

function pointedTexts(module: H5Module, bytes: Uint8Array): string[] {
  return Array.from(new Uint32Array(bytes.buffer), (at) => (at ? module.UTF8ToString(at) : ''));
}

function fixedTexts(bytes: Uint8Array, size: number): string[] {
  const decoder = new TextDecoder();
  return Array.from({ length: bytes.length / size }, (_, n) => {
    const text = bytes.subarray(n * size, (n + 1) * size);
    const end = text.indexOf(0);
    return decoder.decode(end < 0 ? text : text.subarray(0, end));
  });
}
