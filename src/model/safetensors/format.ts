import { quote } from '../../files/quote.js';
import { decodeElements } from '../../arrays/decode-elements.js';
import { countElements, elementSize, type ElementType } from '../../arrays/element-type.js';
import type { ByteSource } from '../../files/byte-source.js';
import { toNdArray } from '../../ndarray/nd-array.js';
import type { Format } from '../format.js';
import type { Tensor } from '../model-file.js';
import { isJson, parseJson } from '../parse-json.js';
import { stateDictFile } from '../pytorch/format.js';
import { makeTensor } from '../tensor.js';

/** The format's own limit. */
const greatestHeader = 100_000_000;

const types = new Map<unknown, ElementType>([
  ['F16', 'float16'],
  ['BF16', 'bfloat16'],
  ['F32', 'float32'],
  ['F64', 'float64'],
  ['I8', 'int8'],
  ['I16', 'int16'],
  ['I32', 'int32'],
  ['I64', 'int64'],
  ['U8', 'uint8'],
  ['U16', 'uint16'],
  ['U32', 'uint32'],
  ['U64', 'uint64'],
  ['BOOL', 'bool'],
]);

/** safetensors: a JSON header of names, shapes and offsets, then the elements. Names are PyTorch's. */
export const safetensors: Format = {
  name: 'safetensors',
  matches: ({ source }) => {
    if (!source || source.size < 10) return false;
    const size = headerSize(source);
    return size >= 2 && size <= source.size - 8 && source.read(8, 1)[0] === 0x7b;
  },
  open(candidate) {
    return stateDictFile(candidate, safetensors.name, readTensors(candidate.source!));
  },
};

function headerSize(source: ByteSource): number {
  const head = source.read(0, 8);
  return Number(new DataView(head.buffer, head.byteOffset).getBigUint64(0, true));
}

function readTensors(source: ByteSource): Map<string, Tensor> {
  const size = headerSize(source);
  if (size > greatestHeader)
    throw new Error(`${source.name}: its header is too long; get the file anew`);
  const header = parseJson(source.name, new TextDecoder().decode(source.read(8, size)));
  const tensors = new Map<string, Tensor>();
  for (const [name, entry] of Object.entries(isJson(header) ? header : {})) {
    if (name !== '__metadata__') tensors.set(name, readTensor(source, 8 + size, { name, entry }));
  }
  return tensors;
}

function readTensor(
  source: ByteSource,
  start: number,
  { name, entry }: { name: string; entry: unknown },
): Tensor {
  const { dtype, shape, data_offsets: offsets } = isJson(entry) ? entry : {};
  const type = types.get(dtype);
  if (!type) {
    throw new Error(
      `${source.name}: ${quote(name)} has elements of type ${quote(dtype)}, which gatelab cannot read`,
    );
  }
  const [begin, end] = Array.isArray(offsets) ? (offsets as unknown[]) : [];
  const count = Array.isArray(shape) ? countElements(shape) : undefined;
  const fits = typeof begin === 'number' && typeof end === 'number' && begin >= 0;
  if (
    count === undefined ||
    !fits ||
    end - begin !== count * elementSize[type] ||
    start + end > source.size
  ) {
    throw new Error(
      `${source.name}: ${quote(name)} does not fit its place in the file; get the file anew`,
    );
  }
  const sizes = shape as number[];
  const read = () =>
    toNdArray({
      data: decodeElements(source.read(start + begin, end - begin), type),
      shape: sizes,
    });
  return makeTensor({ name, shape: sizes, type, read });
}
