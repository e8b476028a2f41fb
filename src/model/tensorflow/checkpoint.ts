import { BadFileError, UnsupportedError } from '../../errors.js';
import { quote } from '../../files/quote.js';
import { decodeElements } from '../../elements/decode-elements.js';
import { countElements, elementSize, type ElementType } from '../../elements/element-type.js';
import { maskedCrc32c } from '../../files/crc32c.js';
import { bytesSource } from '../../files/bytes-source.js';
import type { ByteSource } from '../../files/byte-source.js';
import { toNdArray } from '../../ndarray/nd-array.js';
import type { Tensor } from '../model-file.js';
import { fieldsOf, signed } from '../protobuf/message.js';
import { makeTensor } from '../tensor.js';
import { joinSlices, readSlice, sliceKey, type Extent } from './slices.js';
import { keyText, readTable } from './table.js';

/** The variables of a checkpoint by key, and what its data files hold open. */
export interface Checkpoint {
  /** By the key that the checkpoint gives them. */
  readonly variables: ReadonlyMap<string, Tensor>;
  /** Closes its data files. */
  close(): void;
}

/** TensorFlow's DataType. */
const types = new Map<number, ElementType>([
  [1, 'float32'],
  [2, 'float64'],
  [3, 'int32'],
  [4, 'uint8'],
  [5, 'int16'],
  [6, 'int8'],
  [9, 'int64'],
  [10, 'bool'],
  [14, 'bfloat16'],
  [17, 'uint16'],
  [19, 'float16'],
  [22, 'uint32'],
  [23, 'uint64'],
]);

/** Where a variable's bytes are (BundleEntryProto). */
interface Entry {
  readonly type: ElementType | undefined;
  readonly shape: readonly number[];
  readonly shard: number;
  readonly offset: number;
  readonly size: number;
  /** Masked CRC-32C of the bytes; undefined where the index keeps none. */
  readonly sum: number | undefined;
  /** Where the parts of a variable belong that is stored in slices; empty for others. */
  readonly slices: readonly (readonly Extent[])[];
}

/**
 * Reads the index of a checkpoint (`….index`); the values are read from its data files when they are asked for.
 * @param openShard opens `….data-0000n-of-0000m`.
 */
export function readCheckpoint(
  index: ByteSource,
  openShard: (shard: number, count: number) => ByteSource,
): Checkpoint {
  const table = readTable(index);
  const count = shardCount(index, table.get(''));
  const shards = new Map<number, ByteSource>();
  const shardAt = (n: number) => {
    const known = shards.get(n) ?? openShard(n, count);
    shards.set(n, known);
    return known;
  };
  const entryAt = (key: string): Entry | undefined => {
    const value = table.get(key);
    return value && readEntry(bytesSource(index.name, value, index.budget));
  };
  const bytesOf = (key: string, { shard, offset, size, sum }: Entry) => {
    const source = shardAt(shard);
    source.budget?.charge('bytes', size);
    const bytes = source.read(offset, size);
    if (sum === undefined || sum === maskedCrc32c(bytes)) return bytes;
    throw new BadFileError(
      `${source.name}: ${quote(key)} does not have the checksum that the index keeps, so it is damaged; get the checkpoint anew`,
      { file: source.name },
    );
  };
  const variables = new Map<string, Tensor>();
  for (const key of table.keys()) {
    if (key === '' || key.startsWith('\0')) continue; // The header, and slices, which their variables name.
    const entry = entryAt(key)!;
    const { type, slices } = entry;
    if (!type) continue;
    const parts = slices.map((extents) => {
      const part = entryAt(keyText(sliceKey(key, extents)));
      return checkedSlice(index, key, { entry, part, extents });
    });
    const read = () =>
      parts.length === 0
        ? bytesOf(key, entry)
        : joinSlices(
            { shape: entry.shape, type },
            parts.map(({ extents, part }) => ({ extents, read: () => bytesOf(key, part) })),
          );
    const size =
      parts.length === 0 ? entry.size : parts.reduce((sum, { part }) => sum + part.size, 0);
    variables.set(key, variable(index, key, { type, shape: entry.shape, size, open: read }));
  }
  return { variables, close: () => shards.forEach((source) => source.close()) };
}

interface Slice {
  readonly entry: Entry;
  readonly part: Entry | undefined;
  readonly extents: readonly Extent[];
}

/** A slice must be there, lie within its variable, and be as long as it says. */
function checkedSlice(index: ByteSource, key: string, { entry, part, extents }: Slice) {
  const { shape } = entry;
  const lengths = extents.map(({ length }, axis) => (length < 0 ? shape[axis] : length));
  const inside = extents.every(
    ({ start, length }, axis) => start >= 0 && start + length <= (shape[axis] ?? -1),
  );
  const bytes = (countElements(lengths) ?? NaN) * elementSize[entry.type!];
  if (
    part?.type === entry.type &&
    inside &&
    extents.length === shape.length &&
    bytes === part?.size
  ) {
    return { part, extents };
  }
  throw new BadFileError(
    `${index.name}: a slice of ${quote(key)} is missing or damaged; get the checkpoint anew`,
    { file: index.name },
  );
}

function variable(
  index: ByteSource,
  key: string,
  {
    type,
    shape,
    size,
    open,
  }: { type: ElementType; shape: readonly number[]; size: number; open(): Uint8Array },
): Tensor {
  const wanted = countElements(shape);
  if (wanted === undefined || wanted * elementSize[type] !== size) {
    throw new BadFileError(
      `${index.name}: ${quote(key)} does not have the size of its shape; get the checkpoint anew`,
      { file: index.name },
    );
  }
  const name = key.replace('/.ATTRIBUTES/VARIABLE_VALUE', '');
  const read = () => toNdArray({ data: decodeElements(open(), type), shape });
  return makeTensor({ name, shape, type, read });
}

/** BundleHeaderProto: how many data files there are. */
function shardCount(index: ByteSource, header: Uint8Array | undefined): number {
  if (!header)
    throw new BadFileError(`${index.name}: the checkpoint's index has no header; get it anew`, {
      file: index.name,
    });
  for (const field of fieldsOf(bytesSource(index.name, header))) {
    if (field.number === 2 && field.bits !== 0n) {
      throw new UnsupportedError(
        `${index.name}: it was written on a big-endian machine, which gatelab cannot read`,
        { file: index.name },
      );
    }
    if (field.number === 1) return signed(field);
  }
  return 1;
}

function readEntry(source: ByteSource): Entry {
  const entry = { type: undefined as ElementType | undefined, shape: [] as number[] };
  const slices: Extent[][] = [];
  let [shard, offset, size] = [0, 0, 0];
  let sum: number | undefined;
  for (const field of fieldsOf(source)) {
    if (field.number === 1) entry.type = types.get(signed(field));
    if (field.number === 2) entry.shape = readShape(field.content);
    if (field.number === 3) shard = signed(field);
    if (field.number === 4) offset = signed(field);
    if (field.number === 5) size = signed(field);
    if (field.number === 6) sum = Number(field.bits);
    if (field.number === 7) slices.push(readSlice(field.content));
  }
  return { ...entry, shard, offset, size, sum, slices };
}

/** TensorShapeProto: one message for each dimension. */
function readShape(source: ByteSource): number[] {
  const shape: number[] = [];
  for (const field of fieldsOf(source)) {
    if (field.number !== 2) continue;
    let size = 0;
    for (const inner of fieldsOf(field.content)) if (inner.number === 1) size = signed(inner);
    shape.push(size);
  }
  return shape;
}
