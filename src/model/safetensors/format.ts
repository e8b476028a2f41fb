import { BadFileError, UnsupportedError } from '../../errors.js';
import { quote } from '../../files/quote.js';
import { decodeElements } from '../../elements/decode-elements.js';
import { countElements, elementSize, type ElementType } from '../../elements/element-type.js';
import type { ByteSource } from '../../files/byte-source.js';
import { decodeUtf8 } from '../../files/utf8.js';
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
    throw new BadFileError(`${source.name}: its header is too long; get the file anew`, {
      file: source.name,
    });
  const text = decodeUtf8(source.name, source.read(8, size));
  const header = parseJson(source.name, text, source.budget);
  refuseDoubles(source.name, text);
  const tensors = new Map<string, Tensor>();
  const places: Place[] = [];
  for (const [name, entry] of Object.entries(isJson(header) ? header : {})) {
    if (name === '__metadata__') continue;
    const { tensor, begin, end } = readTensor(source, 8 + size, { name, entry });
    tensors.set(name, tensor);
    places.push({ name, begin, end });
  }
  requireSeamless(source, places, source.size - 8 - size);
  return tensors;
}

interface Place {
  readonly name: string;
  readonly begin: number;
  readonly end: number;
}

/** The format wants every byte behind the header to belong to one tensor, and none to two; its own reader refuses others. */
function requireSeamless({ name: file }: ByteSource, places: Place[], size: number): void {
  let at = 0;
  for (const { name, begin, end } of places.sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== at) {
      const what = begin < at ? 'overlaps the tensor before it' : 'leaves a gap before it';
      throw new BadFileError(`${file}: ${quote(name)} ${what}; get the file anew`, { file });
    }
    at = end;
  }
  if (at === size) return;
  throw new BadFileError(
    `${file}: ${size - at} bytes at its end belong to no tensor; get the file anew`,
    { file },
  );
}

/** A name given twice would be whichever a reader takes; the format forbids it. */
function refuseDoubles(file: string, text: string): void {
  const seen = new Set<string>();
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === '{') depth++;
    if (token === '}') depth--;
    const isName =
      depth === 1 &&
      token.length > 1 &&
      /^\s*:/.test(text.slice(index + token.length, index + token.length + 8));
    if (!isName) continue;
    const name = JSON.parse(token) as string;
    if (seen.has(name)) {
      throw new BadFileError(`${file}: it names the tensor ${quote(name)} twice; get it anew`, {
        file,
      });
    }
    seen.add(name);
  }
}

function readTensor(
  source: ByteSource,
  start: number,
  { name, entry }: { name: string; entry: unknown },
): Pick<Place, 'begin' | 'end'> & { tensor: Tensor } {
  const { dtype, shape, data_offsets: offsets } = isJson(entry) ? entry : {};
  const type = types.get(dtype);
  if (!type) {
    throw new UnsupportedError(
      `${source.name}: ${quote(name)} has elements of type ${quote(dtype)}, which gatelab cannot read`,
      { file: source.name },
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
    throw new BadFileError(
      `${source.name}: ${quote(name)} does not fit its place in the file; get the file anew`,
      { file: source.name },
    );
  }
  const sizes = shape as number[];
  const read = () =>
    toNdArray({
      data: decodeElements(source.read(start + begin, end - begin), type),
      shape: sizes,
    });
  return { tensor: makeTensor({ name, shape: sizes, type, read }), begin, end };
}
