import type { FloatType } from '../ndarray/make.js';
import type { Batch, Shape } from '../layers/batch.js';
import type { RecurrentRunner } from '../layers/recurrent/recurrent-runner.js';
import { batchesIn } from './graph.js';
import type { Graph } from './graph.js';
import type { CheckedInput, ModelInput } from './model-input.js';
import { checkInput } from './model-input.js';
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

/** What a recurrent layer takes, where the file does not say the shape of the input. */
function ownShape(network: Network, source: string): Shape | undefined {
  return network.isRecurrent(source) ? shapeFor(network.recurrentRunner(source)) : undefined;
}

/** Samples × time × features, as the weights tell; or images of some size, with their channels. */
function shapeFor(runner: RecurrentRunner): Shape {
  const kernel = runner.setup().directions[0]!.weights[0]!.W;
  const { shape } = kernel.get(kernel.names[0]!);
  return [null, null, ...shape.slice(0, -2).map(() => null), shape.at(-2)!];
}

/** The batches that arrive at a layer of a graph, or of a model nested in it. */
function arriving(graph: Graph, inputs: readonly Batch[], path: string): Batch[] {
  const { argumentsOf } = batchesIn(graph, inputs);
  if (graph.nodes.has(path)) return argumentsOf(path);
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    const outer = path.slice(0, at);
    const inner = graph.nodes.get(outer)?.inner;
    if (inner) return arriving(inner, argumentsOf(outer), path.slice(at + 1));
  }
  throw new RangeError(`No layer "${path}"`);
}
