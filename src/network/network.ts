import type { ModelFile } from '../model/model-file.js';
import type { Shape } from '../layers/batch.js';
import type { LayerContext } from '../layers/runner.js';
import type { RecurrentRunner } from '../layers/recurrent/recurrent-runner.js';
import type { Graph, GraphNode } from './graph.js';
import { makeGraph, shapesIn } from './graph.js';
import { connectionsOf, frozenIn, layersOf, paramsIn, whyNot } from './graph-facts.js';
import { onnxLayoutNodes } from './inbound.js';
import { inputShapesOf } from './input-shapes.js';
import { outerLayer, sourcesOf } from './sources.js';

/** A model file turned into a graph that can be run: what `Model` and `Layer` share, and users do not see. */
export interface Network {
  readonly file: ModelFile;
  readonly graph: Graph;
  /** Paths of all layers, nested ones after the model they are in. */
  readonly names: readonly string[];
  /** The same, with every call of a layer that is called more than once in the layer's place. */
  readonly calls: readonly string[];
  /** The shapes of the model's inputs, where the file says them. */
  readonly inputShapes: readonly (Shape | undefined)[];
  /** @throws RangeError for a name that no layer has. */
  node(name: string): GraphNode;
  /** Output shapes of a layer; undefined where they cannot be known. */
  shapes(name: string): readonly Shape[] | undefined;
  isRecurrent(name: string): boolean;
  /** @throws RangeError when the layer is not recurrent or cannot be run. */
  recurrentRunner(name: string): RecurrentRunner;
  /** Why a layer cannot be run; undefined where it can. Reads no weight. */
  whyNot(name: string): string | undefined;
  /** Parameters of the layers inside a nested model. */
  innerParams(name: string): number;
  /** Parameters that training does not change. */
  frozenParams(name: string): number;
  /** What a layer takes its input from, at all its calls, as paths. */
  connections(name: string): readonly string[];
}

/** Frameworks whose Sequential models may leave the arrows out. */
const chains: ReadonlySet<string> = new Set(['keras', 'tfjs']);

/** Lays out a model file as a network. Reads no weight. */
export function makeNetwork(file: ModelFile): Network {
  const context: LayerContext = {
    file: file.name,
    framework: file.framework,
    frameworkVersion: file.frameworkVersion,
  };
  const chained = file.hasConfig && chains.has(file.framework);
  const graph = makeGraph({ layers: file.layers, ends: file.ends, chained }, context);
  const inputShapes = inputShapesOf(graph);
  const names = namesIn(graph);
  const node = (name: string) => findNode(graph, name) ?? missing(file, names, name);
  const recurrent = (name: string) => {
    const runner = node(name).runner();
    return 'trace' in runner ? (runner as RecurrentRunner) : undefined;
  };
  const isRecurrent = (name: string) => {
    try {
      return recurrent(name) !== undefined;
    } catch {
      return false; // A layer that cannot be run has no trace either; asking for one says why.
    }
  };
  return {
    file,
    graph,
    names,
    calls: callsIn(graph),
    inputShapes,
    node,
    shapes(name) {
      // A recurrent layer takes any number of samples and steps, and its weights tell the rest.
      const anySequence = (source: string) =>
        isRecurrent(source) || onnxLayoutNodes.includes(graph.nodes.get(source)!.spec.className);
      const known = inputShapes.map(
        (shape, k) => shape ?? (anySequence(graph.inputs[k]!) ? [null, null, null] : undefined),
      );
      const sources = sourcesOf(graph, outerLayer(graph, name));
      const open = sources.some((source) => known[graph.inputs.indexOf(source)] === undefined);
      return open ? undefined : shapesAt(graph, known, name);
    },
    isRecurrent,
    recurrentRunner(name) {
      const found = recurrent(name);
      if (found) return found;
      throw new RangeError(
        `Layer "${name}" is a ${node(name).spec.className}, which has no gates; only recurrent layers can be traced`,
      );
    },
    whyNot: (name) => whyNot(node(name)),
    innerParams: (name) => paramsIn(node(name).inner),
    frozenParams: (name) => frozenIn(node(name)),
    connections: (name) => connectionsOf(graph, name),
  };
}

function namesIn(graph: Graph, prefix = ''): string[] {
  return layersOf(graph).flatMap(({ spec: { name }, inner }) => [
    prefix + name,
    ...(inner ? namesIn(inner, `${prefix}${name}/`) : []),
  ]);
}

function callsIn(graph: Graph, prefix = ''): string[] {
  const calls = [...graph.nodes].filter(([, node]) => node.calls.length === 0);
  return calls.flatMap(([name, { inner }]) => [
    prefix + name,
    ...(inner ? callsIn(inner, `${prefix}${name}/`) : []),
  ]);
}

function findNode(graph: Graph, path: string): GraphNode | undefined {
  const direct = graph.nodes.get(path);
  if (direct) return direct;
  // Names may hold slashes themselves, so every slash is tried as the border between outer and inner.
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    const inner = graph.nodes.get(path.slice(0, at))?.inner;
    const found = inner && findNode(inner, path.slice(at + 1));
    if (found) return found;
  }
  return undefined;
}

function missing(file: ModelFile, names: readonly string[], name: string): never {
  const shown = names.slice(0, 40).join(', ') + (names.length > 40 ? ', …' : '');
  throw new RangeError(`${file.name} has no layer "${name}"; it has ${shown}`);
}

function shapesAt(
  graph: Graph,
  inputs: readonly (Shape | undefined)[],
  path: string,
): readonly Shape[] | undefined {
  try {
    const { outputsOf, argumentsOf } = shapesIn(graph, inputs as Shape[]);
    if (graph.nodes.has(path)) return outputsOf(path);
    const outer = outerLayer(graph, path);
    const inner = graph.nodes.get(outer)?.inner;
    return inner && shapesAt(inner, argumentsOf(outer), path.slice(outer.length + 1));
  } catch {
    return undefined; // A layer in front cannot be run, so nobody knows; summary() prints a question mark.
  }
}
