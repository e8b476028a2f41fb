// The fields of onnx.proto that are read here, by their numbers.
import type { ByteSource } from '../../files/byte-source.js';
import { fieldsOf, float, numbers, signed, text } from '../protobuf/message.js';
import { readOnnxTensor, type OnnxTensor } from './tensor-proto.js';

/** The value of a node's attribute: a number, text, list of them, or a tensor. */
export type AttributeValue = number | string | number[] | string[] | OnnxTensor;

/** One operation of the graph. */
export interface OnnxNode {
  readonly name: string;
  readonly type: string;
  /** Names of values; an input left out is an empty name. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, AttributeValue>;
}

/** The graph: operations in topological order, stored tensors by name, and names of what comes in. */
export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly tensors: ReadonlyMap<string, OnnxTensor>;
  readonly inputs: readonly string[];
}

/** The model around the graph. */
export interface OnnxModel {
  readonly producer: string;
  readonly graph: OnnxGraph;
  /** Versions of operator sets by domain; the main one has an empty name. */
  readonly opsets: ReadonlyMap<string, number>;
}

/** More nodes than any model of layers has. */
const greatestCount = 1_000_000;

/** Reads a ModelProto. Weights stay where they are. */
export function readModel(source: ByteSource): OnnxModel {
  const opsets = new Map<string, number>();
  let producer = '';
  let graph: OnnxGraph | undefined;
  for (const field of fieldsOf(source)) {
    if (field.number === 2) producer = [text(field), producer.split(' ')[1]].join(' ').trim();
    if (field.number === 3) producer = `${producer} ${text(field)}`.trim();
    if (field.number === 7) graph = readGraph(field.content);
    if (field.number === 8) opsets.set(...readOpset(field.content));
  }
  if (!graph) throw new Error(`${source.name}: it has no graph; get the file anew`);
  return { producer, graph, opsets };
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

function readGraph(source: ByteSource): OnnxGraph {
  const nodes: OnnxNode[] = [];
  const tensors = new Map<string, OnnxTensor>();
  const inputs: string[] = [];
  let name = '';
  for (const field of fieldsOf(source)) {
    if (nodes.length + tensors.size > greatestCount)
      throw new Error(`${source.name}: too many nodes`);
    if (field.number === 1) nodes.push(readNode(field.content));
    if (field.number === 2) name = text(field);
    if (field.number === 11) inputs.push(readName(field.content));
    if (field.number !== 5) continue;
    const tensor = readOnnxTensor(field.content);
    tensors.set(tensor.name, tensor);
  }
  return { name, nodes, tensors, inputs };
}

/** A ValueInfoProto's name. */
function readName(source: ByteSource): string {
  for (const field of fieldsOf(source)) if (field.number === 1) return text(field);
  return '';
}

function readNode(source: ByteSource): OnnxNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, AttributeValue>();
  let name = '';
  let type = '';
  for (const field of fieldsOf(source)) {
    if (field.number === 1) inputs.push(text(field));
    if (field.number === 2) outputs.push(text(field));
    if (field.number === 3) name = text(field);
    if (field.number === 4) type = text(field);
    if (field.number === 5) readAttribute(field.content, attributes);
  }
  return { name, type, inputs, outputs, attributes };
}

function readAttribute(source: ByteSource, into: Map<string, AttributeValue>): void {
  let name = '';
  let value: AttributeValue | undefined;
  const floats: number[] = [];
  const ints: number[] = [];
  const texts: string[] = [];
  for (const field of fieldsOf(source)) {
    if (field.number === 1) name = text(field);
    if (field.number === 2) value = float(field);
    if (field.number === 3) value = signed(field);
    if (field.number === 4) value = text(field);
    if (field.number === 5) value = readOnnxTensor(field.content);
    if (field.number === 7) floats.push(...numbers(field, 'float'));
    if (field.number === 8) ints.push(...numbers(field, 'varint'));
    if (field.number === 9) texts.push(text(field));
  }
  const list = [floats, ints, texts].find(({ length }) => length > 0);
  into.set(name, value ?? list ?? []);
}
