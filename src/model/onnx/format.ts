import { bufferedSource } from '../../files/buffered-source.js';
import type { ByteSource } from '../../files/byte-source.js';
import type { Parts } from '../../files/parts.js';
import type { Format } from '../format.js';
import type { LayerSpec, ModelFile, Tensor } from '../model-file.js';
import { makeTensor } from '../tensor.js';
import { readModel, type OnnxGraph, type OnnxNode } from './schema.js';
import type { OnnxTensor } from './tensor-proto.js';

/** ONNX models. A node is a layer, named as the node (or by its operation and a number), its class `onnx.LSTM`… */
export const onnx: Format = {
  name: 'ONNX',
  matches: ({ source }) => source !== undefined && looksLikeOnnx(source),
  open({ name, source, beside }): ModelFile {
    const { producer, graph, opsets } = readModel(bufferedSource(source!));
    const version = opsets.get('') ?? opsets.get('ai.onnx');
    return {
      name,
      format: onnx.name,
      framework: 'onnx',
      frameworkVersion: [`opset ${version ?? 0}`, producer && `by ${producer}`]
        .filter(Boolean)
        .join(' '),
      modelName: graph.name || undefined,
      layers: layersOf(graph, beside),
      hasConfig: true,
      close() {},
    };
  },
};

/** Protocol buffers have no signature: a ModelProto begins with its ir_version (field 1, a small number). */
function looksLikeOnnx(source: ByteSource): boolean {
  if (source.size < 16) return false;
  const [tag, version, next] = source.read(0, 16);
  const known = [0x12, 0x1a, 0x22, 0x2a, 0x32, 0x3a, 0x42];
  return tag === 0x08 && version! > 0 && version! < 0x40 && known.includes(next!);
}

function layersOf(graph: OnnxGraph, beside: Parts): LayerSpec[] {
  const stored = new Map(graph.tensors);
  for (const node of graph.nodes) {
    const value = node.type === 'Constant' ? node.attributes.get('value') : undefined;
    if (isTensor(value) && node.outputs[0]) stored.set(node.outputs[0], value);
  }
  const names = namesOf(graph.nodes);
  const makers = new Map<string, string>();
  graph.nodes.forEach((node, n) => {
    if (stored.has(node.outputs[0] ?? '')) return;
    node.outputs.forEach((output, k) => makers.set(output, k ? `${names[n]}:${k}` : names[n]!));
  });
  return graph.nodes.flatMap((node, n) => {
    if (stored.has(node.outputs[0] ?? '')) return [];
    const weights = tensorsOf(node, { stored, beside });
    const inbound = node.inputs.flatMap((input) => makers.get(input) ?? []);
    const config = configOf(node);
    const parts = { stored, beside };
    const className = `onnx.${node.type}${remark(node, weights, parts)}`;
    return [{ name: names[n]!, className, config, weights, inbound, children: [] }];
  });
}

/** Nodes without a name are called by their operation and a number, as they come. */
function namesOf(nodes: readonly OnnxNode[]): string[] {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return nodes.map(({ name, type }) => {
    const count = counts.get(type) ?? 0;
    counts.set(type, count + 1);
    const own = name && !taken.has(name) ? name : `${type}_${count}`;
    taken.add(own);
    return own;
  });
}

const recurrent: ReadonlySet<string> = new Set(['LSTM', 'GRU', 'RNN']);
/** W, R, B and the LSTM's P; the other inputs are lengths and states. */
const weightInputs = [1, 2, 3, 7];
/** sequence_lens, initial_h, initial_c. */
const statesAndLengths = [4, 5, 6];

function tensorsOf({ type, inputs }: OnnxNode, { stored, beside }: StoredParts): Tensor[] {
  const wanted = recurrent.has(type) ? weightInputs.map((n) => inputs[n] ?? '') : inputs;
  return wanted.flatMap((input) => {
    const tensor = stored.get(input);
    if (!tensor?.type) return [];
    return [
      makeTensor({
        name: input,
        shape: tensor.shape,
        type: tensor.type,
        read: () => tensor.read(beside),
      }),
    ];
  });
}

interface StoredParts {
  readonly stored: ReadonlyMap<string, OnnxTensor>;
  readonly beside: Parts;
}

/**
 * What a recurrent node has that is not followed here; a class of this name cannot be run, and the error says why.
 * W and R are stored in every usual file, but a graph may also work them out. States stored as zeros are the usual start.
 */
function remark(node: OnnxNode, weights: readonly Tensor[], parts: StoredParts): string {
  if (!recurrent.has(node.type)) return '';
  if (weights.filter(({ shape }) => shape.length === 3).length < 2) return ' with computed weights';
  const [lengths, ...states] = statesAndLengths.map((n) => parts.stored.get(node.inputs[n] ?? ''));
  if (lengths) return ' with stored sequence lengths';
  return states.some((state) => state?.type && holdsNumbers(state, parts.beside))
    ? ' with a stored initial state'
    : '';
}

function holdsNumbers(tensor: OnnxTensor, beside: Parts): boolean {
  return Array.from(tensor.read(beside).data).some((value) => value !== 0);
}

/** The attributes, and which inputs of a recurrent node were given. */
function configOf({ attributes, inputs, type }: OnnxNode): Record<string, unknown> {
  const plain = [...attributes].filter(([, value]) => !isTensor(value));
  const names = ['X', 'W', 'R', 'B', 'sequence_lens', 'initial_h', 'initial_c', 'P'];
  const given = recurrent.has(type) ? names.filter((_, n) => inputs[n]) : undefined;
  return Object.fromEntries(given ? [...plain, ['inputs', given]] : plain);
}

function isTensor(value: unknown): value is OnnxTensor {
  return typeof value === 'object' && value !== null && 'read' in value;
}
