import { BadFileError, UnsupportedError } from '../errors.js';
import { sizeText } from '../files/budget.js';
import type { LayerSpec, ModelEnds } from '../model/model-file.js';
import { floatTypeOf, sizeOf } from '../ndarray/make.js';
import type { Batch, Shape } from '../trace/batch.js';
import type { LayerContext, Runner } from '../layers/runner.js';
import { makeRunner } from '../layers/layer-kinds.js';
import { isRecurrentRunner } from '../layers/recurrent/recurrent-runner.js';
import { flow, inputPlaces, type Flow } from './flow.js';
import { GraphRun } from './graph-run.js';
import { nestedClasses } from './nested.js';
import type { Inbound } from './inbound.js';
import { callNames, inboundOf, parseOutput } from './inbound.js';
import { largest } from '../lists/extremes.js';

/** One layer of a graph, or one call of a layer that is called several times, with what it takes its input from. */
export interface GraphNode {
  /** The layer as its file has it. */
  readonly spec: LayerSpec;
  /** What it takes, in the order of its inputs. */
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
  /** What error messages call the file. */
  readonly file: string;
  /** By the name of the layer, or of the single call (`name#2`). */
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** What the model gives out: what its file lists, or else what nobody in the graph takes. */
  readonly outputs: readonly Inbound[];
  /** Names of the layers that take the graph's own inputs, in the order of the inputs. */
  readonly inputs: readonly string[];
}

/** The layers of a model or nested model, as its file has them. */
export interface GraphSpec {
  /** In the order of the file. */
  readonly layers: readonly LayerSpec[];
  /** Inputs and outputs, where the file lists them. */
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
  const { file } = context;
  return { file, nodes, inputs: inputsOf(nodes, ends), outputs: outputsOf(nodes, ends) };
}

/** The layers that take nothing from others. A layer of several calls stands for itself by these. */
function inputsOf(nodes: Graph['nodes'], ends: ModelEnds | undefined): string[] {
  const open = [...nodes].filter(
    ([, node]) => node.inbound.length === 0 && node.calls.length === 0,
  );
  const names = open.map(([name]) => name);
  const known = new Set(names);
  const listed = (ends?.inputs ?? []).filter((name) => known.has(name));
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
    runner() {
      made ??= inner ? graphRunner(inner) : makeRunner(spec, context);
      requireRunnable(spec, context);
      return made;
    },
  };
}

/** @throws UnsupportedError for a layer that the file asks to be run in another way than it would be. */
function requireRunnable({ name, unrunnable }: LayerSpec, { file }: LayerContext): void {
  if (unrunnable === undefined) return;
  throw new UnsupportedError(`${file}: Layer "${name}" ${unrunnable}`, { file, layer: name });
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

/**
 * Runs a graph as far as somebody asks. The shapes of all that stands in front are worked out before any of it runs.
 * @throws BadFileError for a layer whose output is out of all proportion to what it is made of.
 */
export function batchesIn(graph: Graph, inputs: readonly Batch[], run?: GraphRun): Flow<Batch> {
  const { data } = inputs[0] ?? { data: new Float64Array() };
  const own = run ?? new GraphRun({ dtype: floatTypeOf(data) });
  const shapes = boundedShapes(graph, inputs);
  const running = flow(graph, inputs, (name, batches) =>
    callNode(graph.nodes.get(name)!, name, { batches, run: own }),
  );
  const after = <A, R>(check: (what: A) => unknown, then: (what: A) => R) => {
    return (what: A) => {
      check(what);
      return then(what);
    };
  };
  return {
    ...running,
    outputsOf: after(shapes.outputsOf, running.outputsOf),
    output: after(shapes.output, running.output),
    argumentsOf: after(shapes.argumentsOf, running.argumentsOf),
  };
}

/** What a layer may give out: so much, and this many times what goes into the graph and the weights that work on it. */
const freeBytes = 64 * 2 ** 20;
const greatestGrowth = 1000;

/** The shapes in a graph for these inputs; a layer that asks for far more than there is is refused before memory is taken. */
function boundedShapes(graph: Graph, inputs: readonly Batch[]): Flow<Shape> {
  // Added up at the first layer that runs: before a layer that takes the input itself, none does.
  let known: number | undefined;
  const heldBytes = () => {
    const given = inputs.reduce((sum, { data }) => sum + data.byteLength, 0);
    const weights = [...graph.nodes.values()].flatMap(({ spec }) => spec.weights);
    return given + weights.reduce((sum, { shape }) => sum + 4 * sizeOf(shape), 0);
  };
  const width = inputs[0]?.data.BYTES_PER_ELEMENT ?? 8;
  const shapes = inputs.map(({ shape }) => shape);
  return flow<Shape>(graph, shapes, (name, from) => {
    const { spec, runner } = graph.nodes.get(name)!;
    const made = runner().outputShapes(from);
    const asked = Math.max(
      0,
      largest(made.map((shape) => width * sizeOf(shape.map((n) => n ?? 0)))),
    );
    if (asked <= freeBytes) return made;
    const held = (known ??= heldBytes());
    if (asked <= freeBytes + greatestGrowth * held) return made;
    throw new BadFileError(
      `${graph.file}: layer "${name}" (${spec.className}) asks for ${sizeText(asked)} from ${sizeText(held)} of input and weights; refused`,
      { file: graph.file, layer: name, reason: 'unsafe' },
    );
  });
}

function callNode(
  { spec, inner, runner }: GraphNode,
  call: string,
  { batches, run }: { batches: readonly Batch[]; run: GraphRun },
): Batch[] {
  const names = { call, layer: spec.name };
  const own = run.replacement(names) ?? (inner ? undefined : runner());
  if (!own) return resultsOf(inner!, batchesIn(inner!, batches, run.inside(names)));
  if (!isRecurrentRunner(own)) {
    const given = () => withGivenMask(own.run(batches), { spec, batches, run });
    return run.remembered(names, batches, given);
  }
  const { calls = [] } = spec;
  if (calls.length > 0 && own.setup().stateful) {
    throw new UnsupportedError(
      `Layer "${spec.name}" is stateful and called ${calls.length + 1} times, so its states depend on the order of the calls: that cannot be run`,
      { layer: spec.name },
    );
  }
  const outputs = () => run.recurrent(names, own, batches).outputs;
  // What a stateful layer keeps is read by its next call.
  return own.setup().stateful ? outputs() : run.remembered(names, batches, outputs);
}

/** Layers that make masks; a mask that the user gave passes them and stands in for theirs. */
const maskMakers: ReadonlySet<string> = new Set(['Masking', 'Embedding']);

function withGivenMask(
  outputs: Batch[],
  { spec, batches, run }: { spec: LayerSpec; batches: readonly Batch[]; run: GraphRun },
): Batch[] {
  const mask = batches[0]?.mask;
  if (!mask || !maskMakers.has(spec.className) || !run.isGiven(mask)) return outputs;
  return outputs.map((output) => ({ ...output, mask }));
}

/** Works out the shapes in a graph; no weight is read. What stands behind an input that is left open (`openIn`) may not be asked for. */
export function shapesIn(graph: Graph, inputs: readonly (Shape | undefined)[]): Flow<Shape> {
  return flow(graph, inputs as readonly Shape[], (name, shapes) =>
    graph.nodes.get(name)!.runner().outputShapes(shapes),
  );
}

/** The layers whose shapes depend on inputs of which the file tells none. */
export function openIn(graph: Graph, inputs: readonly (Shape | undefined)[]): ReadonlySet<string> {
  const takers = new Map<string, string[]>();
  const open = new Set<string>();
  const placeOf = inputPlaces(graph.inputs, inputs.length);
  for (const [name, { inbound }] of graph.nodes) {
    if (inbound.length === 0 && inputs[placeOf(name)] === undefined) open.add(name);
    for (const { layer } of inbound) {
      const others = takers.get(layer) ?? [];
      takers.set(layer, others);
      others.push(name);
    }
  }
  // A set may grow while it is gone through.
  for (const name of open) for (const taker of takers.get(name) ?? []) open.add(taker);
  return open;
}
