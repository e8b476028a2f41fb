import { decodeElements } from '../../elements/decode-elements.js';
import { elementSize, type ElementType } from '../../elements/element-type.js';
import type { ByteSource } from '../../files/byte-source.js';
import type { Storage } from '../../ndarray/nd-array.js';

/** A run of numbers that tensors are views into. Several tensors may share one. */
export interface TorchStorage {
  /** The type of its elements. */
  readonly type: ElementType;
  /** How many elements it holds. */
  readonly count: number;
  /** Reads `count` elements from the element `from`. Kept while the file is open, since tensors share storages. */
  elements(): Exclude<Storage, number[]>;
}

const types = new Map<string, ElementType>([
  ['HalfStorage', 'float16'],
  ['BFloat16Storage', 'bfloat16'],
  ['FloatStorage', 'float32'],
  ['DoubleStorage', 'float64'],
  ['CharStorage', 'int8'],
  ['ShortStorage', 'int16'],
  ['IntStorage', 'int32'],
  ['LongStorage', 'int64'],
  ['ByteStorage', 'uint8'],
  ['BoolStorage', 'bool'],
]);

/** The element type of a storage class such as `torch.FloatStorage`; undefined for complex and quantised ones. */
export function storageType(className: string): ElementType | undefined {
  return types.get(className.split('.').at(-1)!);
}

/** A storage whose bytes are read when its elements are first asked for. */
export function makeStorage(
  open: () => ByteSource,
  { type, count, littleEndian }: { type: ElementType; count: number; littleEndian: boolean },
): TorchStorage {
  let elements: Exclude<Storage, number[]> | undefined;
  const read = () => {
    const source = open();
    const size = count * elementSize[type];
    source.budget?.charge('bytes', size);
    if (size < source.size) source.verify?.();
    return decodeElements(source.read(0, size), type, littleEndian);
  };
  return { type, count, elements: () => (elements ??= read()) };
}
