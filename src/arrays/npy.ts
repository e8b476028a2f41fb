import { plain } from '../files/quote.js';
import type { ByteSource } from '../files/byte-source.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { toNdArray } from '../ndarray/nd-array.js';
import { decodeElements } from './decode-elements.js';
import { countElements, elementSize, type ElementType } from './element-type.js';

/** What the header of a `.npy` says. */
export interface NpyHeader {
  readonly type: ElementType;
  readonly littleEndian: boolean;
  readonly fortranOrder: boolean;
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
  const count = countElements(header.shape)!;
  const bytes = source.read(header.dataOffset, count * elementSize[header.type]);
  const data = decodeElements(bytes, header.type, header.littleEndian);
  return toNdArray({ data, shape: header.shape, ...strideOf(header) });
}

/** Fortran order is a matter of strides: the elements stay where they are. */
function strideOf({ fortranOrder, shape }: NpyHeader): { stride?: number[] } {
  if (!fortranOrder) return {};
  let step = 1;
  return { stride: shape.map((size) => (step *= size) / size) };
}

/**
 * Reads only the header, and checks that the file holds as many elements as it declares.
 * @throws Error when it is damaged, or holds something other than numbers.
 */
export function readNpyHeader(source: ByteSource): NpyHeader {
  if (!isNpy(source)) throw new Error(`${source.name}: it is no .npy file; save it with np.save`);
  const head = source.read(0, Math.min(12, source.size));
  const wide = head[6]! > 1;
  const start = wide ? 12 : 10;
  const length = wide
    ? (head[8]! | (head[9]! << 8) | (head[10]! << 16) | (head[11]! << 24)) >>> 0
    : head[8]! | (head[9]! << 8);
  if (length > greatestHeader || start + length > source.size) {
    throw new Error(`${source.name}: its .npy header is cut off; get the file anew`);
  }
  const text = new TextDecoder('latin1').decode(source.read(start, length));
  const header = { ...parseHeader(source.name, text), dataOffset: start + length };
  const count = countElements(header.shape);
  const held = (source.size - header.dataOffset) / elementSize[header.type];
  if (count === undefined || count > held) {
    throw new Error(
      `${source.name}: it declares the shape (${header.shape.join(', ')}) but holds ${Math.floor(held)} elements; get the file anew`,
    );
  }
  return header;
}

function parseHeader(name: string, text: string) {
  const descr = /'descr':\s*'([<>|=])([a-z]\d+)'/.exec(text);
  const type = descr && types.get(descr[2]!);
  if (!type) {
    const found = /'descr':\s*('[^']*'|\[)/.exec(text)?.[1] ?? 'none';
    throw new Error(
      `${name}: elements of type ${plain(found, 40)} are no plain numbers; save it with .astype('float32')`,
    );
  }
  const shape = /'shape':\s*\(([\d,\s]*)\)/.exec(text);
  if (!shape) throw new Error(`${name}: its .npy header names no shape; get the file anew`);
  return {
    type,
    littleEndian: descr[1] !== '>',
    fortranOrder: /'fortran_order':\s*True/.test(text),
    shape: shape[1]!
      .split(',')
      .filter((s) => s.trim() !== '')
      .map(Number),
  };
}
