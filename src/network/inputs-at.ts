import type { FloatType } from '../ndarray/make.js';
import type { Batch, Shape } from '../layers/batch.js';
import type { RecurrentRunner } from '../layers/recurrent/recurrent-runner.js';
import { batchesIn } from './graph.js';
import type { Graph } from './graph.js';
import type { CheckedInput, ModelInput } from './model-input.js';
import { checkInput } from './model-input.js';
import type { TraceTarget } from './trace-layer.js';

/**
 * What arrives at a layer when a user gives the model's input. In a file without a graph (weights, state dict) the input is
 * the layer's own.
 */
export function inputsAt(
  { network, name, runner }: TraceTarget,
  input: ModelInput,
  dtype: FloatType,
): CheckedInput {
  const own: Shape = [null, null, ...stepShape(runner)];
  if (!network.file.hasConfig) {
    return checkInput(input, [own], { taker: `Layer "${name}"`, dtype });
  }
  const expected = network.inputShapes.map((shape) => shape ?? own);
  const checked = checkInput(input, expected, { taker: network.file.name, dtype });
  return { ...checked, batches: arriving(network.graph, checked.batches, name) };
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

/** The shape of one step of the layer's input, as its weights tell: its features, or an image of some size with channels. */
function stepShape(runner: RecurrentRunner): Shape {
  const kernel = runner.setup().directions[0]!.weights[0]!.W;
  const { shape } = kernel.get(kernel.names[0]!);
  return [...shape.slice(0, -2).map(() => null), shape.at(-2)!];
}
