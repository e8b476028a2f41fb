import { quote } from '../../files/quote.js';
import { decodeElements } from '../../arrays/decode-elements.js';
import { countElements, elementSize, type ElementType } from '../../arrays/element-type.js';
import { bytesSource } from '../../files/bytes-source.js';
import type { ByteSource } from '../../files/byte-source.js';
import { toNdArray } from '../../ndarray/nd-array.js';
import type { Tensor } from '../model-file.js';
import { fieldsOf, signed } from '../protobuf/message.js';
import { makeTensor } from '../tensor.js';
import { readTable } from './table.js';

/** The variables of a checkpoint by key, and what its data files hold open. */
export interface Checkpoint {
  readonly variables: ReadonlyMap<string, Tensor>;
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
  const variables = new Map<string, Tensor>();
  for (const [key, value] of table) {
    if (key === '') continue;
    const { type, shape, shard, offset, size } = readEntry(bytesSource(index.name, value));
    const open = () => shardAt(shard).read(offset, size);
    if (type) variables.set(key, variable(index, key, { type, shape, size, open }));
  }
  return { variables, close: () => shards.forEach((source) => source.close()) };
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
    throw new Error(
      `${index.name}: ${quote(key)} does not have the size of its shape; get the checkpoint anew`,
    );
  }
  const name = key.replace('/.ATTRIBUTES/VARIABLE_VALUE', '');
  const read = () => toNdArray({ data: decodeElements(open(), type), shape });
  return makeTensor({ name, shape, type, read });
}

/** BundleHeaderProto: how many data files there are. */
function shardCount(index: ByteSource, header: Uint8Array | undefined): number {
  if (!header) throw new Error(`${index.name}: the checkpoint's index has no header; get it anew`);
  for (const field of fieldsOf(bytesSource(index.name, header))) {
    if (field.number === 2 && field.bits !== 0n) {
      throw new Error(
        `${index.name}: it was written on a big-endian machine, which gatelab cannot read`,
      );
    }
    if (field.number === 1) return signed(field);
  }
  return 1;
}

function readEntry(source: ByteSource): Entry {
  const entry = { type: undefined as ElementType | undefined, shape: [] as number[] };
  let [shard, offset, size] = [0, 0, 0];
  for (const field of fieldsOf(source)) {
    if (field.number === 1) entry.type = types.get(signed(field));
    if (field.number === 2) entry.shape = readShape(field.content);
    if (field.number === 3) shard = signed(field);
    if (field.number === 4) offset = signed(field);
    if (field.number === 5) size = signed(field);
    // A variable cut into slices has its parts under other keys; only partitioned training writes them.
    if (field.number === 7) entry.type = undefined;
  }
  return { ...entry, shard, offset, size };
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
