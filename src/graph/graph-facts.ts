import type { LayerSpec } from '../model/model-file.js';
import { sizeOf } from '../ndarray/make.js';
import type { Graph, GraphNode } from './graph.js';
import { outerLayer } from './sources.js';

/** How many parameters the layers of a graph have. */
export function paramsIn(graph: Graph | undefined): number {
  if (graph === undefined) return 0;
  return layersOf(graph).reduce(
    (sum, { spec, inner }) => sum + (paramsOf(spec) || paramsIn(inner)),
    0,
  );
}

function paramsOf({ weights }: Pick<LayerSpec, 'weights'>): number {
  return weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** The layers of a graph, each once however often it is called. */
export function layersOf({ nodes }: Graph): GraphNode[] {
  const calls = new Set([...nodes.values()].flatMap((node) => node.calls));
  return [...nodes].filter(([name]) => !calls.has(name)).map(([, node]) => node);
}

/** How many weights at the end of a class's list are learnt by counting, not by training. */
const counted: Readonly<Record<string, number>> = { BatchNormalization: 2, Normalization: 3 };

/** How many parameters of a layer training leaves alone. */
export function frozenIn({ spec, inner }: GraphNode): number {
  const { className, config, weights } = spec;
  if (config['trainable'] === false) return paramsOf(spec) || paramsIn(inner);
  if (inner) return layersOf(inner).reduce((sum, node) => sum + frozenIn(node), 0);
  const count = Object.hasOwn(counted, className) ? counted[className]! : 0;
  return count > 0 ? paramsOf({ weights: weights.slice(-count) }) : 0;
}

/** What a layer takes its input from, at all its calls, as paths. */
export function connectionsOf(graph: Graph, path: string, prefix = ''): string[] {
  const node = graph.nodes.get(path);
  if (!node) {
    const outer = outerLayer(graph, path);
    const inner = graph.nodes.get(outer)?.inner;
    return inner ? connectionsOf(inner, path.slice(outer.length + 1), `${prefix}${outer}/`) : [];
  }
  const nodes = node.calls.length > 0 ? node.calls.map((call) => graph.nodes.get(call)!) : [node];
  return nodes.flatMap(({ inbound }) =>
    inbound.map(({ layer, output }) => prefix + layer + (output > 0 ? `:${output}` : '')),
  );
}

/** Why a layer cannot be run; undefined where it can. */
export function whyNot({ runner }: GraphNode): string | undefined {
  try {
    runner();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
