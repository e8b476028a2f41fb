import type { LayerSpec } from '../model/model-file.js';
import type { Batch, Shape } from '../layers/batch.js';
import type { LayerContext, Runner } from '../layers/runner.js';
import { makeRunner } from '../layers/layer-kinds.js';
import { nestedClasses } from './nested.js';
import type { Inbound } from './inbound.js';
import { inboundOf, maskOperations } from './inbound.js';

/** One layer of a graph, with what it takes its input from. */
export interface GraphNode {
  readonly spec: LayerSpec;
  readonly inbound: readonly Inbound[];
  /** Made at the first use, so that a layer that cannot be run hurts only those who need it. */
  runner(): Runner;
  /** The graph inside a nested model. */
  readonly inner: Graph | undefined;
}

/** The layers of a model (or nested model) in topological order, and how to run them. */
export interface Graph {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** Names of the layers whose output nobody in the graph takes. */
  readonly outputs: readonly string[];
  /** Names of the layers that take the graph's own inputs. */
  readonly inputs: readonly string[];
}

/** Makes the graph of a list of layers. Nothing is read or run yet. */
export function makeGraph(
  specs: readonly LayerSpec[],
  context: LayerContext,
  chained: boolean,
): Graph {
  const inbound = inboundOf(specs, chained);
  const nodes = new Map(
    specs.map((spec) => [spec.name, makeNode(spec, inbound.get(spec.name)!, context)] as const),
  );
  const taken = new Set(
    [...nodes.values()].flatMap((node) => node.inbound.map(({ layer }) => layer)),
  );
  const names = [...nodes.keys()];
  return {
    nodes,
    outputs: names.filter((name) => !taken.has(name) && !isMaskOperation(nodes.get(name)!)),
    inputs: names.filter((name) => nodes.get(name)!.inbound.length === 0),
  };
}

function isMaskOperation({ spec }: GraphNode): boolean {
  return maskOperations.has(spec.className);
}

function makeNode(spec: LayerSpec, inbound: readonly Inbound[], context: LayerContext): GraphNode {
  let made: Runner | undefined;
  const inner = nestedClasses.has(spec.className)
    ? makeGraph(spec.children, context, true)
    : undefined;
  return {
    spec,
    inbound,
    inner,
    runner: () => (made ??= inner ? graphRunner(inner) : makeRunner(spec, context)),
  };
}

/** A nested model as a layer of the outer one. */
function graphRunner(graph: Graph): Runner {
  return {
    outputShapes: (inputs) => {
      const { outputsOf } = shapesIn(graph, inputs);
      return graph.outputs.map((name) => outputsOf(name)[0]!);
    },
    run: (inputs) => {
      const { outputsOf } = batchesIn(graph, inputs);
      return graph.outputs.map((name) => outputsOf(name)[0]!);
    },
  };
}

/** What flows through a graph for given inputs, worked out when asked for and then remembered. */
export interface Flow<T> {
  /** What a layer gives out. */
  outputsOf(name: string): T[];
  /** What a layer is called with. */
  argumentsOf(name: string): T[];
}

/** Runs a graph as far as somebody asks; layers in `replaced` are run by other runners than their own. */
export function batchesIn(
  graph: Graph,
  inputs: readonly Batch[],
  replaced: ReadonlyMap<string, Runner> = new Map(),
): Flow<Batch> {
  return flow(graph, inputs, (name, batches) => {
    const runner = replaced.get(name) ?? graph.nodes.get(name)!.runner();
    return runner.run(batches);
  });
}

/** Works out the shapes in a graph; no weight is read. */
export function shapesIn(graph: Graph, inputs: readonly Shape[]): Flow<Shape> {
  return flow(graph, inputs, (name, shapes) =>
    graph.nodes.get(name)!.runner().outputShapes(shapes),
  );
}

function flow<T>(
  graph: Graph,
  inputs: readonly T[],
  call: (name: string, given: T[]) => T[],
): Flow<T> {
  const known = new Map<string, T[]>();
  const outputsOf = (name: string): T[] => {
    const found = known.get(name) ?? call(name, argumentsOf(name));
    known.set(name, found);
    return found;
  };
  const argumentsOf = (name: string): T[] => {
    const { inbound } = graph.nodes.get(name)!;
    if (inbound.length === 0) return [inputs[graph.inputs.indexOf(name)] ?? inputs[0]!];
    return inbound.map(({ layer, output }) => outputsOf(layer)[output]!);
  };
  return { outputsOf, argumentsOf };
}
