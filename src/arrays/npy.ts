import { BadFileError } from '../errors.js';
import { plain } from '../files/quote.js';
import type { ByteSource } from '../files/byte-source.js';
import type { NdArray, Storage } from '../ndarray/nd-array.js';
import { toNdArray } from '../ndarray/nd-array.js';
import { decodeElements } from '../elements/decode-elements.js';
import { requireExact } from './exact-integers.js';
import { countElements, elementSize, type ElementType } from '../elements/element-type.js';

/** What the header of a `.npy` says. */
export interface NpyHeader {
  /** What each element is. */
  readonly type: ElementType;
  /** Whether the least significant byte comes first. */
  readonly littleEndian: boolean;
  /** Whether the first axis runs fastest. */
  readonly fortranOrder: boolean;
  /** The length of each axis; empty for a single number. */
  readonly shape: readonly number[];
  /** Where the elements begin. */
  readonly dataOffset: number;
}

const types = new Map<string, ElementType>([
  ['f2', 'float16'],
  ['f4', 'float32'],
  ['f8', 'float64'],
  ['i1', 'int8'],
  ['i2', 'int16'],
  ['i4', 'int32'],
  ['i8', 'int64'],
  ['u1', 'uint8'],
  ['u2', 'uint16'],
  ['u4', 'uint32'],
  ['u8', 'uint64'],
  ['b1', 'bool'],
]);

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const greatestHeader = 1 << 20;

/** Whether a source begins with `\x93NUMPY`. */
export function isNpy(source: ByteSource): boolean {
  return source.size >= 10 && magic.every((byte, n) => source.read(0, 6)[n] === byte);
}

/**
 * Reads a `.npy` array (NumPy's format 1 to 3).
 * @throws Error when it is damaged, or holds something other than numbers.
 */
export function readNpy(source: ByteSource): NdArray {
  const header = readNpyHeader(source);
  source.verify?.();
  const count = countElements(header.shape)!;
  source.budget?.charge('bytes', count * elementSize[header.type]);
  const data = readNpyElements(source, header, 0, count);
  return toNdArray({ data, shape: header.shape, ...strideOf(header) });
}

/**
 * Reads `count` elements from number `from` on, in the order of the file.
 * @throws BadFileError for whole numbers that would be rounded.
 */
export function readNpyElements(
  source: ByteSource,
  { type, littleEndian, dataOffset }: NpyHeader,
  from: number,
  count: number,
): Exclude<Storage, number[]> {
  const size = elementSize[type];
  const data = decodeElements(
    source.read(dataOffset + from * size, count * size),
    type,
    littleEndian,
  );
  requireExact(source, data, type);
  return data;
}

/** Fortran order is a matter of strides: the elements stay where they are. */
function strideOf({ fortranOrder, shape }: NpyHeader): { stride?: number[] } {
  if (!fortranOrder) return {};
  const stride: number[] = [];
  let step = 1;
  for (const size of shape) {
    stride.push(step);
    step *= size;
  }
  return { stride };
}

/**
 * Reads only the header, and checks that the file holds as many elements as it declares.
 * @throws Error when it is damaged, or holds something other than numbers.
 */
export function readNpyHeader(source: ByteSource): NpyHeader {
  if (!isNpy(source))
    throw new BadFileError(`${source.name}: it is no .npy file; save it with np.save`, {
      file: source.name,
      reason: 'unknown-format',
    });
  const head = source.read(0, Math.min(12, source.size));
  const wide = head[6]! > 1;
  const start = wide ? 12 : 10;
  const length = wide
    ? (head[8]! | (head[9]! << 8) | (head[10]! << 16) | (head[11]! << 24)) >>> 0
    : head[8]! | (head[9]! << 8);
  if (length > greatestHeader || start + length > source.size) {
    throw new BadFileError(`${source.name}: its .npy header is cut off; get the file anew`, {
      file: source.name,
    });
  }
  const text = new TextDecoder('latin1').decode(source.read(start, length));
  const header = { ...parseHeader(source.name, text), dataOffset: start + length };
  const count = countElements(header.shape);
  const held = (source.size - header.dataOffset) / elementSize[header.type];
  if (count === undefined || count > held) {
    throw new BadFileError(
      `${source.name}: it declares the shape (${header.shape.join(', ')}) but holds ${Math.floor(held)} elements; get the file anew`,
      { file: source.name },
    );
  }
  return header;
}

function parseHeader(name: string, text: string) {
  const descr = /'descr':\s*'([<>|=])([a-z]\d+)'/.exec(text);
  const type = descr && types.get(descr[2]!);
  if (!type) {
    const found = /'descr':\s*('[^']*'|\[)/.exec(text)?.[1] ?? 'none';
    throw new BadFileError(
      `${name}: elements of type ${plain(found, 40)} are no plain numbers; save it with .astype('float32')`,
      { file: name },
    );
  }
  const order = /'fortran_order':\s*(True|False)\b/.exec(text)?.[1];
  const keys = Array.from(text.matchAll(/'(\w+)'\s*:/g), ([, key]) => key);
  // NumPy takes the last of two; another reader may take the first.
  if (order === undefined || [...keys].sort().join(' ') !== 'descr fortran_order shape') {
    throw new BadFileError(
      `${name}: its .npy header should have descr, fortran_order and shape once each; get the file anew`,
      { file: name },
    );
  }
  const shape = /'shape':\s*\(([\d,\s]*)\)/.exec(text);
  if (!shape)
    throw new BadFileError(`${name}: its .npy header names no shape; get the file anew`, {
      file: name,
    });
  return {
    type,
    littleEndian: descr[1] !== '>',
    fortranOrder: order === 'True',
    shape: shape[1]!
      .split(',')
      .filter((s) => s.trim() !== '')
      .map(Number),
  };
}
