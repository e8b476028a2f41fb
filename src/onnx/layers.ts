import type { LayerSpec, Tensor } from '../model/model-file.js';
import { weightInputs } from '../model/onnx/node-config.js';
import { bodiesOf } from '../model/onnx/node-names.js';
import type { OnnxNode } from '../model/onnx/schema.js';
import { makeTensor } from '../model/tensor.js';
import { toNdArray } from '../ndarray/nd-array.js';
import { constantsOf, type ConstantScope } from './constant-scope.js';
import { constantValue } from './constants.js';
import { NotRunHere } from './left-to-others.js';
import { planOf } from './program.js';
import { isRecurrentNode } from './recurrent.js';
import { isQuantized, scales, weightTensors } from './recurrent-weights.js';

/**
 * The layers of a graph without those that only work out constants, and with such constants as the weights of those recurrent
 * nodes that take them: exporters put weights together from their gates.
 */
export function completeLayers(layers: readonly LayerSpec[], scope: ConstantScope): LayerSpec[] {
  const { graph, names: constants, program } = scope;
  const byName = new Map(planOf(graph).names.map((name, n) => [name, graph.nodes[n]!] as const));
  const kept = layers.filter((spec) => {
    const node = nodeOf(spec, byName);
    return (
      isRecurrentNode(node) || !node.outputs.every((name) => name === '' || constants.has(name))
    );
  });
  const known = new Set(kept.map(({ name }) => name));
  return kept.map((spec) => {
    const node = nodeOf(spec, byName);
    const inbound = spec.inbound.filter(
      (arrow) => known.has(arrow) || known.has(arrow.replace(/:\d+$/, '')),
    );
    const children = bodiesOf(node).flatMap(([attribute, body]) => {
      const own = spec.children.filter(({ name }) => name.startsWith(`${attribute}/`));
      return completeLayers(own, constantsOf(program, body, scope));
    });
    const weights = isRecurrentNode(node) ? weightsOf(node, scope) : spec.weights;
    return { ...spec, inbound, children, weights };
  });
}

/** Layers in bodies have the attribute in front of the node's name. */
function nodeOf({ name }: LayerSpec, byName: ReadonlyMap<string, OnnxNode>): OnnxNode {
  return byName.get(name) ?? byName.get(name.slice(name.indexOf('/') + 1))!;
}

/** W, R, B and P, as far as they are given; none where one of them comes from the graph's inputs, or of an operation that others run. */
function weightsOf(node: OnnxNode, scope: ConstantScope): Tensor[] {
  const places = isQuantized(node) ? [...weightInputs, ...scales.flat()] : weightInputs;
  const names = places.map((at) => node.inputs[at] ?? '').filter((name) => name !== '');
  if (!names.every((name) => scope.names.has(name))) return [];
  try {
    return weightTensors(node, (at) => {
      const name = node.inputs[at] ?? '';
      return name === '' ? undefined : (storedTensor(scope, name) ?? foldedTensor(scope, name));
    });
  } catch (error) {
    if (error instanceof NotRunHere) return [];
    throw error;
  }
}

/** A weight as it is stored in the graph or one around it; read when it is asked for. */
function storedTensor(scope: ConstantScope, name: string): Tensor | undefined {
  const { graph, outer, program } = scope;
  const maker = graph.nodes[planOf(graph).makers.get(name) ?? -1];
  const constant = maker?.type === 'Constant' ? maker.attributes.get('value') : undefined;
  const written = typeof constant === 'object' && 'read' in constant ? constant : undefined;
  const tensor = graph.tensors.get(name) ?? written;
  if (!tensor) return maker || !outer ? undefined : storedTensor(outer, name);
  const { shape, type } = tensor;
  const read = () => toNdArray(program.read(tensor, 'float32'));
  return type && makeTensor({ name, shape, type, read });
}

/** A weight that nodes work out; at once, since its shape is asked for first. */
function foldedTensor(scope: ConstantScope, name: string): Tensor {
  const { shape, data, type } = constantValue(scope, name);
  return makeTensor({ name, shape, type, read: () => toNdArray({ data, shape }) });
}
