// Frozen graphs of TensorFlow 1: a GraphDef whose variables have become Const nodes under their names.
import { BadFileError } from '../../errors.js';
import { decodeElements } from '../../elements/decode-elements.js';
import { countElements, elementSize, type ElementType } from '../../elements/element-type.js';
import { bufferedSource } from '../../files/buffered-source.js';
import type { ByteSource } from '../../files/byte-source.js';
import { toNdArray } from '../../ndarray/nd-array.js';
import type { Format } from '../format.js';
import type { Tensor } from '../model-file.js';
import { fieldsOf, numbers, signed, text, type Field } from '../protobuf/message.js';
import { makeTensor } from '../tensor.js';
import { layersOfNames } from './named-cells.js';

/** tensorflow/core/framework/types.proto. */
const types: Readonly<Record<number, ElementType>> = {
  1: 'float32',
  2: 'float64',
  3: 'int32',
  4: 'uint8',
  5: 'int16',
  6: 'int8',
  9: 'int64',
  10: 'bool',
  14: 'bfloat16',
  19: 'float16',
};

/** Frozen graphs (`.pb`). The graph itself is not run; its cells are told by the names of their variables. */
export const frozenGraph: Format = {
  name: 'TensorFlow frozen graph',
  matches: ({ source }) => source !== undefined && looksFrozen(source),
  open({ name, source, config }) {
    const layers = layersOfNames(constants(bufferedSource(source!)));
    const cells = layers.filter(({ className }) => className.endsWith('Cell'));
    if (cells.length === 0) {
      throw new BadFileError(
        `${name}: it is a frozen graph in which no recurrent cell of TensorFlow is told by its variables' names`,
        { file: name, reason: 'unknown-format' },
      );
    }
    return {
      name,
      format: frozenGraph.name,
      framework: 'tensorflow',
      frameworkVersion: undefined,
      modelName: undefined,
      layers: layers.map((layer) => ({ ...layer, config: { ...config, ...layer.config } })),
      hasConfig: config !== undefined,
      close() {},
    };
  },
};

/** A GraphDef begins with a NodeDef (field 1) that begins with its name and its operation (fields 1 and 2, both text). */
function looksFrozen(source: ByteSource): boolean {
  if (source.size < 16 || source.read(0, 1)[0] !== 0x0a) return false;
  try {
    for (const node of fieldsOf(source)) {
      const fields = [...fieldsOf(node.content)].slice(0, 2);
      return (
        node.number === 1 &&
        fields.map(({ number }) => number).join() === '1,2' &&
        /^[A-Z]\w*$/.test(text(fields[1]!))
      );
    }
  } catch {
    return false; // It is no protocol buffer, so another format may know it.
  }
  return false;
}

/** The Const nodes that hold floating-point numbers, by their names. */
function constants(source: ByteSource): Map<string, Tensor> {
  const found = new Map<string, Tensor>();
  for (const field of fieldsOf(source)) {
    if (field.number !== 1) continue;
    const { name, type, value } = readNode(field.content);
    const tensor = type === 'Const' && value ? readTensor(name, value) : undefined;
    if (tensor) found.set(name, tensor);
  }
  return found;
}

function readNode(source: ByteSource): {
  name: string;
  type: string;
  value: ByteSource | undefined;
} {
  let name = '';
  let type = '';
  let value: ByteSource | undefined;
  for (const field of fieldsOf(source)) {
    if (field.number === 1) name = text(field);
    if (field.number === 2) type = text(field);
    if (field.number === 5) value = valueIn(field.content) ?? value;
  }
  return { name, type, value };
}

/** The tensor of an entry of the attributes' map whose key is `value`. */
function valueIn(entry: ByteSource): ByteSource | undefined {
  const fields = [...fieldsOf(entry)];
  const key = fields.find(({ number }) => number === 1);
  const value = fields.find(({ number }) => number === 2);
  if (!key || !value || text(key) !== 'value') return undefined;
  return [...fieldsOf(value.content)].find(({ number }) => number === 8)?.content;
}

/** A TensorProto; undefined for text and other types that are no numbers. */
function readTensor(name: string, source: ByteSource): Tensor | undefined {
  const fields = [...fieldsOf(source)];
  const only = (number: number) => fields.find((field) => field.number === number);
  const type = types[only(1) ? signed(only(1)!) : 0];
  const shape = only(2) ? shapeOf(only(2)!.content) : [];
  if (!type || !/^(float|bfloat)/.test(type)) return undefined;
  const count = countElements(shape);
  const content = only(4)?.content;
  if (count === undefined || (content && content.size !== count * elementSize[type])) {
    throw new BadFileError(
      `${source.name}: "${name}" does not hold as many numbers as its shape says`,
      { file: source.name },
    );
  }
  const listed = fields.filter((field) => field.number === 5);
  return makeTensor({
    name,
    shape,
    type,
    read: () => toNdArray({ data: elements({ type, count, content, listed }), shape }),
  });
}

function shapeOf(source: ByteSource): number[] {
  return [...fieldsOf(source)]
    .filter(({ number }) => number === 2)
    .map((dimension) => {
      const size = [...fieldsOf(dimension.content)].find(({ number }) => number === 1);
      return size ? signed(size) : 0;
    });
}

interface Stored {
  readonly type: ElementType;
  readonly count: number;
  readonly content: ByteSource | undefined;
  readonly listed: readonly Field[];
}

/** Bytes, or numbers one by one, of which the last counts for all that are left. */
function elements({ type, count, content, listed }: Stored) {
  if (content) return decodeElements(content.read(0, content.size), type);
  const values: number[] = [];
  for (const field of listed) for (const value of numbers(field, 'float')) values.push(value);
  return Float32Array.from(
    { length: count },
    (_, k) => values[Math.min(k, values.length - 1)] ?? 0,
  );
}
