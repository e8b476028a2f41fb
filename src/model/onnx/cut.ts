import type { ByteSource } from '../../files/byte-source.js';
import type { ElementType } from '../../elements/element-type.js';
import { fieldsOf } from '../protobuf/message.js';
import { bytes, copied, integer, message, text, type Fields } from '../protobuf/write.js';
import { graphOf } from './schema.js';
import { elementTypes, readOnnxTensor } from './tensor-proto.js';

/** A part of a graph: some of its nodes, with what they take and give. */
export interface Cut {
  /** Places of the nodes in the graph. */
  readonly nodes: ReadonlySet<number>;
  /** Stored tensors that they take. */
  readonly tensors: ReadonlySet<string>;
  /** What is handed in; halves as float32. */
  readonly inputs: readonly CutInput[];
  /** The values that are wanted; their types follow from the nodes. */
  readonly outputs: readonly string[];
}

/** A value that is handed to a part of a graph. */
export interface CutInput {
  /** What the graph calls it. */
  readonly name: string;
  /** The type of its elements. */
  readonly type: ElementType;
  /** How many axes it has. */
  readonly rank: number;
}

/**
 * A ModelProto of a part of another one's graph. Nodes, tensors, functions and versions of operator sets are copied byte by byte; inputs and
 * outputs are written anew.
 * @param source the bytes of the whole model.
 */
export function cutModel(source: ByteSource, cut: Cut): Uint8Array {
  const plain = withoutBudget(source);
  const around = [...fieldsOf(plain)].filter(({ number }) => !leftOut.has(number)).map(copied);
  return message([...around, bytes(7, cutGraph(graphOf(plain), cut))]);
}

/** The graph, and what is there for training alone. */
const leftOut: ReadonlySet<number> = new Set([7, 20]);

function cutGraph(graph: ByteSource, cut: Cut): Fields {
  const parts: Fields[] = cut.inputs.flatMap(halfCast);
  let n = 0;
  for (const field of fieldsOf(graph)) {
    if (field.number === 1 && cut.nodes.has(n++)) parts.push(copied(field));
    if (field.number === 2) parts.push(copied(field));
    if (field.number !== 5 || !cut.tensors.has(readOnnxTensor(field.content).name)) continue;
    parts.push(copied(field));
  }
  const inputs = cut.inputs.map((input) => bytes(11, inputInfo(input)));
  const outputs = cut.outputs.map((name) => bytes(12, text(1, name)));
  return message([...parts, ...inputs, ...outputs]);
}

/** ValueInfoProto: the type, and axes of any size. */
function inputInfo(input: CutInput): Fields {
  const type = isHalf(input) ? 'float32' : input.type;
  const axes = Array.from({ length: input.rank }, () => bytes(1, message([])));
  const tensor = message([integer(1, elementTypes.indexOf(type)), bytes(2, message(axes))]);
  return message([text(1, handedName(input)), bytes(2, bytes(1, tensor))]);
}

/** JavaScript has no halves everywhere: they are handed in as float32, and made halves by a node. */
function halfCast(input: CutInput): Fields[] {
  if (!isHalf(input)) return [];
  const to = message([
    text(1, 'to'),
    integer(3, elementTypes.indexOf(input.type)),
    integer(20, attributeIsInt),
  ]);
  const names = [text(1, handedName(input)), text(2, input.name), text(4, 'Cast')];
  return [bytes(1, message([...names, bytes(5, to)]))];
}

/** AttributeProto.AttributeType of a whole number. */
const attributeIsInt = 2;

/** What a value is called where it is handed in. */
export function handedName(input: Pick<CutInput, 'name' | 'type'>): string {
  return isHalf(input) ? `${input.name}/float32` : input.name;
}

function isHalf({ type }: Pick<CutInput, 'type'>): boolean {
  return type === 'float16' || type === 'bfloat16';
}

/** The file was counted when it was opened. */
function withoutBudget({ name, size, ...source }: ByteSource): ByteSource {
  return { name, size, read: (offset, length) => source.read(offset, length), close() {} };
}
