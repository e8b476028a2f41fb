import { BadFileError } from '../errors.js';
import { quote } from '../files/quote.js';
import { decodeUtf8 } from '../files/utf8.js';
import type { Metadata } from 'h5wasm';
import { decodeElements } from '../elements/decode-elements.js';
import { elementTypeOf } from './element-type-of.js';
import type { OpenFile } from './open-file.js';
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
    throw new BadFileError(
      `${source.name}: the attribute ${quote(name)} declares ${length} bytes; get the file anew`,
      { file: source.name },
    );
  }
  const pointer = module._malloc(length);
  // At address 0 stands libhdf5 itself.
  if (pointer === 0)
    throw new BadFileError(
      `${source.name}: too little memory for the attribute ${quote(name)}; close other models`,
      { file: source.name },
    );
  try {
    // Nothing may be left of what stood here before: pointers to texts are followed below.
    module.HEAPU8.fill(0, pointer, pointer + length);
    const status = module.get_attribute_data(id, path, name, BigInt(pointer));
    if (status < 0) {
      throw new BadFileError(
        `${source.name}: the attribute ${quote(name)} cannot be read; get the file anew`,
        { file: source.name },
      );
    }
    const about = `${source.name}: the attribute ${quote(name)}`;
    try {
      return decode(module, metadata, {
        about,
        bytes: module.HEAPU8.slice(pointer, pointer + length),
      });
    } finally {
      if (metadata.vlen) module.reclaim_vlen_memory(id, path, name, BigInt(pointer));
    }
  } finally {
    module._free(pointer);
  }
}

/** The bytes of an attribute, and what error messages call it. */
interface Raw {
  readonly about: string;
  readonly bytes: Uint8Array;
}

function decode(module: H5Module, metadata: Metadata, raw: Raw): AttributeValue | undefined {
  const { bytes } = raw;
  if (metadata.type === stringClass) {
    const texts = metadata.vlen ? pointedTexts(module, raw) : fixedTexts(raw, metadata.size);
    return metadata.shape!.length === 0 ? texts[0]! : texts;
  }
  const type = elementTypeOf(metadata, () => undefined);
  return type && [...decodeElements(bytes, type)];
}

function pointedTexts({ HEAPU8 }: H5Module, { about, bytes }: Raw): string[] {
  return Array.from(new Uint32Array(bytes.buffer), (at) =>
    at ? decodeUtf8(about, upToZero(HEAPU8.subarray(at))) : '',
  );
}

function fixedTexts({ about, bytes }: Raw, size: number): string[] {
  return Array.from({ length: bytes.length / size }, (_, n) =>
    decodeUtf8(about, upToZero(bytes.subarray(n * size, (n + 1) * size))),
  );
}

/** C ends its texts with a zero. */
function upToZero(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}
