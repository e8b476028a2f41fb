import { bufferedSource } from '../../files/buffered-source.js';
import type { ByteSource } from '../../files/byte-source.js';
import type { Parts } from '../../files/parts.js';
import type { Format } from '../format.js';
import type { LayerSpec, ModelFile, Tensor } from '../model-file.js';
import { makeTensor } from '../tensor.js';
import { configOf, weightInputs } from './node-config.js';
import { bodiesOf, nodeNames } from './node-names.js';
import { readModel, type OnnxGraph, type OnnxNode } from './schema.js';
import type { OnnxTensor } from './tensor-proto.js';

/**
 * ONNX models. A node is a layer, named as the node (or by its operation and a number), its class `onnx.LSTM`…; the nodes in the
 * body of an If, Loop or Scan are layers inside it, `choice/then_branch/lstm`.
 */
export const onnx: Format = {
  name: 'ONNX',
  matches: ({ source }) => source !== undefined && looksLikeOnnx(source),
  open({ name, source, beside }): ModelFile {
    const bytes = bufferedSource(source!);
    const { producer, graph, opsets } = readModel(bytes);
    const version = opsets.get('') ?? opsets.get('ai.onnx');
    return {
      name,
      format: onnx.name,
      framework: 'onnx',
      frameworkVersion: [`opset ${version ?? 0}`, producer && `by ${producer}`]
        .filter(Boolean)
        .join(' '),
      modelName: graph.name || undefined,
      layers: layersOf(graph, { beside, prefix: '' }),
      program: { file: name, graph, opsets, beside, source: bytes },
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

interface Around {
  readonly beside: Parts;
  /** What stands in front of the names of a body's nodes, such as `then_branch/`. */
  readonly prefix: string;
}

function layersOf(graph: OnnxGraph, around: Around): LayerSpec[] {
  const { prefix } = around;
  const stored = new Map(graph.tensors);
  for (const node of graph.nodes) {
    const value = node.type === 'Constant' ? node.attributes.get('value') : undefined;
    if (isTensor(value) && node.outputs[0]) stored.set(node.outputs[0], value);
  }
  const names = nodeNames(graph.nodes).map((name) => prefix + name);
  const makers = new Map<string, string>();
  graph.nodes.forEach((node, n) => {
    if (stored.has(node.outputs[0] ?? '')) return;
    node.outputs.forEach((output, k) => makers.set(output, k ? `${names[n]}:${k}` : names[n]!));
  });
  return graph.nodes.flatMap((node, n): LayerSpec[] => {
    if (stored.has(node.outputs[0] ?? '')) return [];
    const children = bodiesOf(node).flatMap(([attribute, body]) =>
      layersOf(body, { ...around, prefix: `${attribute}/` }),
    );
    return [
      {
        name: names[n]!,
        className: classOf(node),
        config: configOf(node),
        weights: tensorsOf(node, { stored, beside: around.beside }),
        inbound: node.inputs.flatMap((input) => makers.get(input) ?? []),
        children,
      },
    ];
  });
}

/** Such as `onnx.LSTM`; of other sets than the main one with their name, `onnx.com.microsoft.DynamicQuantizeLSTM`. */
function classOf({ type, domain }: OnnxNode): string {
  return domain === '' ? `onnx.${type}` : `onnx.${domain}.${type}`;
}

const recurrent: ReadonlySet<string> = new Set(['LSTM', 'GRU', 'RNN']);

function tensorsOf(
  { type, inputs }: OnnxNode,
  { stored, beside }: { stored: ReadonlyMap<string, OnnxTensor>; beside: Parts },
): Tensor[] {
  const wanted = recurrent.has(type) ? weightInputs.map((n) => inputs[n] ?? '') : inputs;
  return wanted.flatMap((input) => {
    const tensor = stored.get(input);
    if (!tensor?.type) return [];
    const { shape } = tensor;
    const read = () => tensor.read(beside);
    return [makeTensor({ name: input, shape, type: tensor.type, read })];
  });
}

function isTensor(value: unknown): value is OnnxTensor {
  return typeof value === 'object' && value !== null && 'read' in value;
}
