import { ArgumentError, NotFoundError } from '../errors.js';
import type { ModelFile } from '../model/model-file.js';
import { isRecurrentClass } from '../layers/layer-kinds.js';
import { inputStepOf } from '../layers/recurrent/input-step.js';
import { isRecurrentRunner } from '../layers/recurrent/recurrent-runner.js';
import type { LayerContext } from '../layers/runner.js';
import type { Shape } from '../trace/batch.js';
import type { Graph, GraphNode } from './graph.js';
import { makeGraph } from './graph.js';
import { GraphShapes } from './graph-shapes.js';
import { connectionsOf, frozenIn, layersOf, paramsIn, whyNot } from './graph-facts.js';
import { inputShapesOf } from './input-shapes.js';
import type { Network } from './network.js';
import { completeProgram, programNetwork } from './program-network.js';
import { outerLayer, sourcesOf } from './sources.js';

/** Frameworks whose Sequential models may leave the arrows out. */
const chains: ReadonlySet<string> = new Set(['keras', 'tfjs']);

/** Lays out a model file as a network. Reads no weight that stands in the file as it is. */
export function makeNetwork(file: ModelFile): Network {
  if (!file.program) return layerNetwork(file);
  const whole = completeProgram(file);
  return programNetwork(layerNetwork(whole.file), whole.program);
}

function layerNetwork(file: ModelFile): Network {
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
  const isRecurrent = (name: string) => isRecurrentClass(node(name).spec.className);
  // A recurrent layer takes any number of samples and steps, and its weights tell the rest.
  const taken = new Map(
    graph.inputs.map((source, k) => [source, inputShapes[k] ?? ownShape(graph, source)] as const),
  );
  const sources = new Map<string, readonly string[]>();
  let worked: GraphShapes | undefined;
  const shapes = () => (worked ??= new GraphShapes(graph, [...taken.values()]));
  return {
    file,
    graph,
    names,
    calls: callsIn(graph),
    inputShapes,
    outputNames: graph.outputs.map(({ layer, output }) => layer + (output > 0 ? `:${output}` : '')),
    node,
    shapes: (name) => shapes().of(name),
    inputShape(name) {
      const step = isRecurrent(name) ? inputStepOf(node(name).spec) : undefined;
      const own: Shape | undefined = step && [null, null, ...step];
      const [arriving] = shapes().arrivingAt(name) ?? [];
      return arriving?.at(-1) == null ? (own ?? arriving) : arriving;
    },
    takenFor(name, all = false) {
      // Every trace asks, and the graph stays as it is.
      const known = all ? undefined : sources.get(name);
      const found = known ?? (all ? graph.inputs : sourcesOf(graph, outerLayer(graph, name)));
      if (!all) sources.set(name, found);
      return found.map((source) => ({ source, shape: taken.get(source) }));
    },
    isRecurrent,
    recurrentRunner(name) {
      const { runner, spec } = node(name);
      const found = runner();
      if (isRecurrentRunner(found)) return found;
      throw new ArgumentError(
        `Layer "${name}" is a ${spec.className}, which has no gates; only recurrent layers can be traced`,
        { file: file.name, layer: name, reason: 'not-recurrent' },
      );
    },
    whyNot: (name) => whyNot(node(name)) ?? shapes().failureOf(name),
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
  throw new NotFoundError(`${file.name} has no layer "${name}"; it has ${shown}`, {
    file: file.name,
    layer: name,
  });
}

/** What a recurrent layer takes, where the file does not say it. */
function ownShape(graph: Graph, source: string): Shape | undefined {
  const { spec } = graph.nodes.get(source)!;
  const step = isRecurrentClass(spec.className) ? inputStepOf(spec) : undefined;
  return step && [null, null, ...step];
}
