// The fields of onnx.proto that are read here, by their numbers.
import { BadFileError } from '../../errors.js';
import type { ByteSource } from '../../files/byte-source.js';
import { concatSource } from '../../files/concat-source.js';
import { fieldsOf, float, looseText, numbers, signed, text } from '../protobuf/message.js';
import { readOnnxTensor, type OnnxTensor } from './tensor-proto.js';
import { readValueInfo, type OnnxValueInfo } from './value-info.js';

/** The value of a node's attribute: a number, text, list of them, a tensor, or the graph in its body. */
export type AttributeValue = number | string | number[] | string[] | OnnxTensor | OnnxGraph;

/** One operation of the graph. */
export interface OnnxNode {
  /** The node's name; empty where the file gives it none. */
  readonly name: string;
  /** The operation, such as `LSTM`. */
  readonly type: string;
  /** Whose operation it is; the main set has an empty name. */
  readonly domain: string;
  /** Names of values; an input left out is an empty name. */
  readonly inputs: readonly string[];
  /** Names of values; an output that nobody takes may be an empty name. */
  readonly outputs: readonly string[];
  /** What the operation is told besides its inputs, by name. */
  readonly attributes: ReadonlyMap<string, AttributeValue>;
}

/** The graph: operations in topological order, stored tensors by name, what comes in and goes out. */
export interface OnnxGraph {
  /** The graph's name, as the exporter left it. */
  readonly name: string;
  /** In topological order. */
  readonly nodes: readonly OnnxNode[];
  /** Stored tensors (initializers), by the name of the value. */
  readonly tensors: ReadonlyMap<string, OnnxTensor>;
  /** What has to be given. */
  readonly inputs: readonly OnnxValueInfo[];
  /** What is given out. */
  readonly outputs: readonly OnnxValueInfo[];
  /** What the file says of values in between. */
  readonly values: ReadonlyMap<string, OnnxValueInfo>;
}

/** The model around the graph. */
export interface OnnxModel {
  /** The program that wrote the file, with its version where it says one. */
  readonly producer: string;
  /** The graph of the model itself. */
  readonly graph: OnnxGraph;
  /** Versions of operator sets by domain; the main one has an empty name. */
  readonly opsets: ReadonlyMap<string, number>;
  /** Whether it brings operations of its own (FunctionProto), which are not read. */
  readonly hasFunctions: boolean;
}

/** Whoever appends to a graph appends once or twice. */
const greatestParts = 16;

/** More nodes than any model of layers has. */
const greatestCount = 1_000_000;

/** Reads a ModelProto. Weights stay where they are. */
export function readModel(source: ByteSource): OnnxModel {
  const opsets = new Map<string, number>();
  let producer = '';
  const graphs: ByteSource[] = [];
  let hasFunctions = false;
  for (const field of fieldsOf(source)) {
    if (field.number === 2) producer = [text(field), producer.split(' ')[1]].join(' ').trim();
    if (field.number === 3) producer = `${producer} ${text(field)}`.trim();
    if (field.number === 7) graphs.push(field.content);
    if (field.number === 25) hasFunctions = true;
    if (field.number === 8) opsets.set(...readOpset(field.content));
  }
  return { producer, graph: readGraph(merged(source, graphs), 0), opsets, hasFunctions };
}

/** The bytes of a model's graph. */
export function graphOf(source: ByteSource): ByteSource {
  const parts = [...fieldsOf(source)].filter(({ number }) => number === 7);
  return merged(
    source,
    parts.map(({ content }) => content),
  );
}

/** A message that is given in parts is all of them one after the other (protobuf.dev/programming-guides/encoding, "Last One Wins"). */
function merged({ name }: ByteSource, parts: readonly ByteSource[]): ByteSource {
  const [first, ...others] = parts;
  if (!first) throw new BadFileError(`${name}: it has no graph; get the file anew`, { file: name });
  if (others.length === 0) return first;
  if (others.length < greatestParts) return concatSource(name, parts);
  throw new BadFileError(`${name}: its graph is in ${parts.length} parts; get it anew`, {
    file: name,
  });
}

function readOpset(source: ByteSource): [string, number] {
  let domain = '';
  let version = 0;
  for (const field of fieldsOf(source)) {
    if (field.number === 1) domain = text(field);
    if (field.number === 2) version = signed(field);
  }
  return [domain, version];
}

/** Bodies of If, Loop and Scan stand within each other no deeper than this. */
const greatestDepth = 16;

function readGraph(source: ByteSource, depth: number): OnnxGraph {
  if (depth > greatestDepth)
    throw new BadFileError(`${source.name}: its graphs are nested too deep`);
  const nodes: OnnxNode[] = [];
  const tensors = new Map<string, OnnxTensor>();
  const inputs: OnnxValueInfo[] = [];
  const outputs: OnnxValueInfo[] = [];
  const values = new Map<string, OnnxValueInfo>();
  let name = '';
  for (const field of fieldsOf(source)) {
    if (nodes.length + tensors.size > greatestCount) {
      throw new BadFileError(`${source.name}: too many nodes`);
    }
    if (field.number === 1) nodes.push(readNode(field.content, depth));
    if (field.number === 2) name = text(field);
    if (field.number === 11) inputs.push(readValueInfo(field.content));
    if (field.number === 12) outputs.push(readValueInfo(field.content));
    if (field.number === 13) {
      const info = readValueInfo(field.content);
      values.set(info.name, info);
    }
    if (field.number !== 5) continue;
    const tensor = readOnnxTensor(field.content);
    tensors.set(tensor.name, tensor);
  }
  return { name, nodes, tensors, inputs, outputs, values };
}

function readNode(source: ByteSource, depth: number): OnnxNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, AttributeValue>();
  let name = '';
  let type = '';
  let domain = '';
  for (const field of fieldsOf(source)) {
    if (field.number === 1) inputs.push(text(field));
    if (field.number === 2) outputs.push(text(field));
    if (field.number === 3) name = text(field);
    if (field.number === 4) type = text(field);
    if (field.number === 5) readAttribute(field.content, { into: attributes, depth });
    if (field.number === 7) domain = text(field);
  }
  return { name, type, domain: domain === 'ai.onnx' ? '' : domain, inputs, outputs, attributes };
}

function readAttribute(
  source: ByteSource,
  { into, depth }: { into: Map<string, AttributeValue>; depth: number },
): void {
  let name = '';
  let value: AttributeValue | undefined;
  const floats: number[] = [];
  const ints: number[] = [];
  const texts: string[] = [];
  for (const field of fieldsOf(source)) {
    if (field.number === 1) name = text(field);
    if (field.number === 2) value = float(field);
    if (field.number === 3) value = signed(field);
    if (field.number === 4) value = looseText(field);
    if (field.number === 5) value = readOnnxTensor(field.content);
    if (field.number === 6) value = readGraph(field.content, depth + 1);
    if (field.number === 7) for (const number of numbers(field, 'float')) floats.push(number);
    if (field.number === 8) for (const number of numbers(field, 'varint')) ints.push(number);
    if (field.number === 9) texts.push(looseText(field));
  }
  const list = [floats, ints, texts].find(({ length }) => length > 0);
  into.set(name, value ?? list ?? []);
}
