import { BadFileError } from '../errors.js';
import { quote } from '../files/quote.js';
import type { Metadata } from 'h5wasm';
import type { OpenFile } from './open-file.js';

/** Deflate, the best packer in common use, cannot do better than this. */
const greatestRatio = 1032;
/** libhdf5's memory never shrinks again, so large arrays are fetched through a small window. */
const windowSize = 4 << 20;

/**
 * The elements of a dataset as little-endian bytes in C order.
 * @throws Error when it declares more than the file can hold, or cannot be read.
 */
export function readElements(file: OpenFile, path: string, metadata: Metadata): Uint8Array {
  const { shape, size, total_size: count, chunks } = metadata;
  const { source } = file;
  const total = count * size;
  if (!(total <= source.size * (chunks ? greatestRatio : 1))) {
    throw new BadFileError(
      `${source.name}: the dataset ${quote(path)} declares ${total} bytes, more than the file can hold; get it anew`,
      { file: source.name },
    );
  }
  source.budget?.charge('bytes', total);
  const bytes = new Uint8Array(total);
  const rows = shape?.[0] ?? 1;
  const perWindow = Math.max(1, Math.floor(windowSize / Math.max(1, total / Math.max(1, rows))));
  if (total === 0) return bytes;
  if (perWindow >= rows) {
    readInto(file, path, { bytes, count: null, offset: null });
    return bytes;
  }
  const row = total / rows;
  for (let first = 0; first < rows; first += perWindow) {
    const height = Math.min(perWindow, rows - first);
    readInto(file, path, {
      bytes: bytes.subarray(first * row, (first + height) * row),
      count: [height, ...shape!.slice(1)],
      offset: [first, ...shape!.slice(1).map(() => 0)],
    });
  }
  return bytes;
}

interface Part {
  readonly bytes: Uint8Array;
  readonly count: number[] | null;
  readonly offset: number[] | null;
}

function readInto({ source, library: { module }, id }: OpenFile, path: string, part: Part): void {
  const pointer = module._malloc(part.bytes.length);
  if (pointer === 0)
    throw new BadFileError(`${source.name}: too little memory for ${quote(path)}`, {
      file: source.name,
    });
  try {
    const big = (list: number[] | null) => list && list.map(BigInt);
    const stride = big(part.offset && part.offset.map(() => 1));
    const status = module.get_dataset_data(
      id,
      path,
      big(part.count),
      big(part.offset),
      stride,
      BigInt(pointer),
    );
    if (status < 0) {
      throw new BadFileError(
        `${source.name}: the dataset ${quote(path)} cannot be read; get the file anew`,
        { file: source.name },
      );
    }
    part.bytes.set(module.HEAPU8.subarray(pointer, pointer + part.bytes.length));
  } finally {
    module._free(pointer);
  }
}
