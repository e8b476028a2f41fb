import type { LayerSpec, ModelEnds } from '../model/model-file.js';
import type { Batch, Shape } from '../layers/batch.js';
import type { LayerContext, Runner } from '../layers/runner.js';
import { makeRunner } from '../layers/layer-kinds.js';
import { nestedClasses } from './nested.js';
import type { Inbound } from './inbound.js';
import { callNames, inboundOf, parseOutput } from './inbound.js';

/** One layer of a graph, or one call of a layer that is called several times, with what it takes its input from. */
export interface GraphNode {
  readonly spec: LayerSpec;
  readonly inbound: readonly Inbound[];
  /** The nodes of the single calls, `name#1` and `name#2`, of a layer that is called more than once; otherwise empty. */
  readonly calls: readonly string[];
  /** Made at the first use, so that a layer that cannot be run hurts only those who need it. All calls share one. */
  runner(): Runner;
  /** The graph inside a nested model. */
  readonly inner: Graph | undefined;
}

/** The layers of a model (or nested model) in topological order, and how to run them. */
export interface Graph {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** What the model gives out: what its file lists, or else what nobody in the graph takes. */
  readonly outputs: readonly Inbound[];
  /** Names of the layers that take the graph's own inputs, in the order of the inputs. */
  readonly inputs: readonly string[];
}

/** The layers of a model or nested model, as its file has them. */
export interface GraphSpec {
  readonly layers: readonly LayerSpec[];
  readonly ends?: ModelEnds | undefined;
  /** Whether layers without arrows form a chain. */
  readonly chained: boolean;
}

/** Makes the graph of a list of layers. Nothing is read or run yet. */
export function makeGraph(spec: GraphSpec, context: LayerContext): Graph {
  const { layers, ends, chained } = spec;
  const inbound = inboundOf(layers, chained);
  const withNested = { ...context, nested: (model: LayerSpec) => nestedRunner(model, context) };
  const nodes = new Map<string, GraphNode>();
  for (const layer of layers) {
    const [name = '', ...calls] = callNames(layer);
    const node = makeNode(layer, withNested);
    nodes.set(name, { ...node, inbound: inbound.get(name)!, calls });
    for (const call of calls) nodes.set(call, { ...node, inbound: inbound.get(call)!, calls: [] });
  }
  return { nodes, inputs: inputsOf(nodes, ends), outputs: outputsOf(nodes, ends) };
}

/** The layers that take nothing from others. A layer of several calls stands for itself by these. */
function inputsOf(nodes: Graph['nodes'], ends: ModelEnds | undefined): string[] {
  const open = [...nodes].filter(
    ([, node]) => node.inbound.length === 0 && node.calls.length === 0,
  );
  const names = open.map(([name]) => name);
  const listed = (ends?.inputs ?? []).filter((name) => names.includes(name));
  return [...new Set([...listed, ...names])];
}

function outputsOf(nodes: Graph['nodes'], ends: ModelEnds | undefined): Inbound[] {
  if (ends && ends.outputs.length > 0) {
    return ends.outputs.map((entry) => parseOutput(entry, nodes, 'The output'));
  }
  const taken = new Set([...nodes.values()].flatMap(({ inbound }) => inbound.map((i) => i.layer)));
  return [...nodes]
    .filter(([name, node]) => !taken.has(name) && node.calls.length === 0)
    .map(([layer]) => ({ layer, output: 0 }));
}

function makeNode(
  spec: LayerSpec,
  context: LayerContext,
): Pick<GraphNode, 'spec' | 'inner' | 'runner'> {
  let made: Runner | undefined;
  const inner = nestedClasses.has(spec.className) ? nestedGraph(spec, context) : undefined;
  return {
    spec,
    inner,
    runner: () => (made ??= inner ? graphRunner(inner) : makeRunner(spec, context)),
  };
}

function nestedGraph({ children, ends }: LayerSpec, context: LayerContext): Graph {
  return makeGraph({ layers: children, ends, chained: true }, context);
}

/** A model that a wrapper (TimeDistributed) has inside. */
function nestedRunner(spec: LayerSpec, context: LayerContext): Runner | undefined {
  return nestedClasses.has(spec.className) ? graphRunner(nestedGraph(spec, context)) : undefined;
}

/** A nested model as a layer of the outer one. */
function graphRunner(graph: Graph): Runner {
  return {
    outputShapes: (inputs) => resultsOf(graph, shapesIn(graph, inputs)),
    run: (inputs) => resultsOf(graph, batchesIn(graph, inputs)),
  };
}

/** What a graph gives out. */
export function resultsOf<T>(graph: Graph, flow: Flow<T>): T[] {
  return graph.outputs.map((output) => flow.output(output));
}

/** What flows through a graph for given inputs, worked out when asked for and then remembered. */
export interface Flow<T> {
  /** What a layer gives out. */
  outputsOf(name: string): T[];
  /** One of its outputs. */
  output(which: Inbound): T;
  /** What a layer is called with. */
  argumentsOf(name: string): T[];
}

/**
 * Runs a graph as far as somebody asks.
 * @param replaced runners to use instead of layers' own, by the paths of the layers.
 */
export function batchesIn(
  graph: Graph,
  inputs: readonly Batch[],
  replaced: ReadonlyMap<string, Runner> = new Map(),
): Flow<Batch> {
  return flow(graph, inputs, (name, batches) => {
    const { spec, inner, runner } = graph.nodes.get(name)!;
    const own = replaced.get(name) ?? replaced.get(spec.name);
    const inside = within(replaced, [`${name}/`, `${spec.name}/`]);
    if (own === undefined && inner && inside.size > 0) {
      return resultsOf(inner, batchesIn(inner, batches, inside));
    }
    return (own ?? runner()).run(batches);
  });
}

/** Those of the replaced layers that stand in a nested model, by their paths in it. */
function within(replaced: ReadonlyMap<string, Runner>, prefixes: readonly string[]) {
  return new Map(
    [...replaced].flatMap(([path, runner]) => {
      const prefix = prefixes.find((start) => path.startsWith(start));
      return prefix === undefined ? [] : [[path.slice(prefix.length), runner] as const];
    }),
  );
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
  const running = new Set<string>();
  const outputsOf = (name: string): T[] => {
    const found = known.get(name);
    if (found) return found;
    if (running.has(name)) throw new RangeError(`Layer "${name}" takes its own output as input`);
    running.add(name);
    const made = call(name, argumentsOf(name));
    running.delete(name);
    known.set(name, made);
    return made;
  };
  const output = ({ layer, output: which }: Inbound): T => {
    const all = outputsOf(layer);
    if (which < all.length) return all[which]!;
    throw new RangeError(
      `Output ${which} of layer "${layer}" is asked for, which gives ${all.length}`,
    );
  };
  const argumentsOf = (name: string): T[] => {
    const { inbound } = graph.nodes.get(name)!;
    if (inbound.length === 0) return [inputs[graph.inputs.indexOf(name)] ?? inputs[0]!];
    return inbound.map(output);
  };
  return { outputsOf, output, argumentsOf };
}
