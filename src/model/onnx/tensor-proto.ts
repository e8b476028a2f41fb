import { BadFileError, UnsupportedError } from '../../errors.js';
import { quote } from '../../files/quote.js';
import { decodeElements } from '../../elements/decode-elements.js';
import { countElements, elementSize, type ElementType } from '../../elements/element-type.js';
import type { ByteSource } from '../../files/byte-source.js';
import { sliceSource } from '../../files/slice-source.js';
import type { Parts } from '../../files/parts.js';
import type { NdArray, Storage } from '../../ndarray/nd-array.js';
import { toNdArray } from '../../ndarray/nd-array.js';
import { fieldsOf, numbers, signed, text, type Field } from '../protobuf/message.js';

/** A stored tensor of an ONNX file. */
export interface OnnxTensor {
  /** The name of the value that it holds. */
  readonly name: string;
  /** The length of each axis. */
  readonly shape: readonly number[];
  /** The type of its elements; undefined where it is none that is known here. */
  readonly type: ElementType | undefined;
  /** Whether its elements stand in a file of their own. */
  readonly isExternal: boolean;
  /**
   * @param beside the folder of the model, for tensors that stand in files of their own.
   * @throws Error when it does not hold as many elements as its shape says.
   */
  read(beside: Parts): NdArray;
}

/** TensorProto.DataType in NumPy's words. */
export const elementTypes: readonly (ElementType | undefined)[] = [
  undefined,
  'float32',
  'uint8',
  'int8',
  'uint16',
  'int16',
  'int32',
  'int64',
  undefined,
  'bool',
  'float16',
  'float64',
  'uint32',
  'uint64',
  undefined,
  undefined,
  'bfloat16',
];

/** What a TensorProto says of where its elements are. */
interface Place {
  raw: ByteSource | undefined;
  /** float_data, int32_data, int64_data, double_data or uint64_data: elements one by one, or packed. */
  readonly listed: Field[];
  readonly external: Map<string, string>;
}

/** Reads a TensorProto up to its elements. */
export function readOnnxTensor(source: ByteSource): OnnxTensor {
  const place: Place = { raw: undefined, listed: [], external: new Map() };
  const shape: number[] = [];
  let name = '';
  let type: ElementType | undefined;
  for (const field of fieldsOf(source)) {
    if (field.number === 1) for (const size of numbers(field, 'varint')) shape.push(size);
    if (field.number === 2) type = elementTypes[signed(field)];
    if (field.number === 8) name = text(field);
    if (field.number === 9) place.raw = field.content;
    if ([4, 5, 7, 10, 11].includes(field.number)) place.listed.push(field);
    if (field.number === 13) readExternal(field.content, place.external);
  }
  return {
    name,
    shape,
    type,
    isExternal: place.external.has('location'),
    read: (beside) => readElements({ source, name, shape, type }, place, beside),
  };
}

function readExternal(source: ByteSource, into: Map<string, string>): void {
  const texts = new Map<number, string>();
  for (const field of fieldsOf(source)) texts.set(field.number, text(field));
  into.set(texts.get(1) ?? '', texts.get(2) ?? '');
}

interface Header {
  readonly source: ByteSource;
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: ElementType | undefined;
}

function readElements(header: Header, place: Place, beside: Parts): NdArray {
  const { source, name, shape, type } = header;
  const count = countElements(shape);
  if (!type || count === undefined) {
    throw new UnsupportedError(
      `${source.name}: ${quote(name)} has elements of a type that gatelab cannot read`,
      { file: source.name },
    );
  }
  const data = elements(place, { type, count, beside });
  if (data.length !== count) {
    throw new BadFileError(
      `${source.name}: ${quote(name)} holds ${data.length} elements instead of ${count}; get the file anew`,
      { file: source.name },
    );
  }
  return toNdArray({ data, shape });
}

interface Wanted {
  readonly type: ElementType;
  readonly count: number;
  readonly beside: Parts;
}

function elements(place: Place, { type, count, beside }: Wanted): Exclude<Storage, number[]> {
  const size = count * elementSize[type];
  const decode = (source: ByteSource) =>
    decodeElements(source.size === size ? source.read(0, size) : new Uint8Array(), type);
  const location = place.external.get('location');
  if (location !== undefined) {
    const file = beside.open(location);
    try {
      file.budget?.charge('bytes', size);
      const offset = Number(place.external.get('offset') ?? 0);
      return decode(sliceSource(file, { name: file.name, offset, size }));
    } finally {
      file.close();
    }
  }
  if (place.raw) return decode(place.raw);
  return listedElements(place.listed, type);
}

/** Fields of their own type are packed like raw bytes; small integers and halves come as varints of their bits. */
function listedElements(listed: readonly Field[], type: ElementType): Exclude<Storage, number[]> {
  const bits: number[] = [];
  for (const field of listed) {
    if (field.number === 10) return decodeElements(field.content.read(0, field.content.size), type);
    const kind = field.number === 4 ? 'float' : 'varint';
    for (const value of numbers(field, kind)) bits.push(value);
  }
  if (type === 'float16' || type === 'bfloat16') {
    return decodeElements(new Uint8Array(Uint16Array.from(bits).buffer), type);
  }
  return type === 'float32' ? Float32Array.from(bits) : Float64Array.from(bits);
}
