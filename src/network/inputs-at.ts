import type { FloatType } from '../ndarray/make.js';
import type { Batch, Shape } from '../layers/batch.js';
import type { RecurrentRunner } from '../layers/recurrent/recurrent-runner.js';
import { batchesIn } from './graph.js';
import type { Graph, GraphNode } from './graph.js';
import type { CheckedInput, ModelInput } from './model-input.js';
import { checkInput } from './model-input.js';
import { onnxLayoutNodes } from './inbound.js';
import type { Network } from './network.js';
import { outerLayer, sourcesOf } from './sources.js';
import type { TraceTarget } from './trace-layer.js';

/**
 * What arrives at a layer when a user gives the model's input. A layer that takes nothing from others (in a file of weights,
 * or at the start of a model) is given the input itself.
 */
export function inputsAt(
  { network, name, runner }: TraceTarget,
  input: ModelInput,
  dtype: FloatType,
): CheckedInput {
  const { graph, inputShapes, file } = network;
  const outer = outerLayer(graph, name);
  const needed = sourcesOf(graph, outer);
  const shapeAt = (source: string) =>
    inputShapes[graph.inputs.indexOf(source)] ?? ownShape(network, source) ?? shapeFor(runner);
  const several = typeof input === 'object' && input !== null && 'inputs' in input;
  const all = several && input.inputs.length === graph.inputs.length;
  const taken = all ? graph.inputs : needed;
  const taker = file.hasConfig ? file.name : `Layer "${name}"`;
  const checked = checkInput(input, taken.map(shapeAt), { taker, dtype });
  const byName = new Map(taken.map((source, k) => [source, checked.batches[k]!]));
  const inputs = graph.inputs.map((source) => byName.get(source) ?? checked.batches[0]!);
  return { ...checked, batches: arriving(graph, inputs, name) };
}

/** What a recurrent layer takes, or the first one behind nodes that only move axes, where the file does not say it. */
function ownShape(network: Network, source: string): Shape | undefined {
  const { nodes } = network.graph;
  const onlyMoves = onnxLayoutNodes.includes(nodes.get(source)!.spec.className);
  const first = onlyMoves
    ? [...nodes.keys()].find(
        (name) => network.isRecurrent(name) && sourcesOf(network.graph, name).includes(source),
      )
    : source;
  if (first === undefined || !network.isRecurrent(first)) return undefined;
  return shapeFor(network.recurrentRunner(first));
}

/** Samples × time × features, as the weights tell; or images of some size, with their channels. */
function shapeFor(runner: RecurrentRunner): Shape {
  const kernel = runner.setup().directions[0]!.weights[0]!.W;
  const { shape } = kernel.get(kernel.names[0]!);
  return [null, null, ...shape.slice(0, -2).map(() => null), shape.at(-2)!];
}

/** The batches that arrive at a layer of a graph, or of a model nested in it. */
function arriving(graph: Graph, inputs: readonly Batch[], path: string, before = ''): Batch[] {
  const { argumentsOf } = batchesIn(graph, inputs);
  const node = graph.nodes.get(path);
  if (node) {
    requireOneCall(node, before, '');
    return argumentsOf(path);
  }
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    const [outer, rest] = [path.slice(0, at), path.slice(at + 1)];
    const around = graph.nodes.get(outer);
    if (!around?.inner) continue;
    requireOneCall(around, before, `/${rest}`);
    return arriving(around.inner, argumentsOf(outer), rest, `${before}${outer}/`);
  }
  throw new RangeError(`No layer "${path}"`);
}

/** @throws RangeError for a layer that is called several times, since each call has an input of its own. */
function requireOneCall({ spec, calls }: GraphNode, before: string, after: string): void {
  if (calls.length === 0) return;
  const names = calls.map((call) => `"${before}${call}${after}"`);
  throw new RangeError(
    `Layer "${spec.name}" is called ${calls.length} times: ask for one call, ${names.slice(0, 10).join(' or ')}`,
  );
}
