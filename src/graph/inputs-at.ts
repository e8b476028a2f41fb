import { ArgumentError, NotFoundError } from '../errors.js';
import type { FloatType } from '../ndarray/make.js';
import type { Batch } from '../trace/batch.js';
import { statesByLayer } from './first-states.js';
import type { MaskedInputs } from './given-mask.js';
import { masked } from './given-mask.js';
import { batchesIn } from './graph.js';
import { GraphRun } from './graph-run.js';
import type { Graph, GraphNode } from './graph.js';
import type { CheckedInput, ModelInput } from './model-input.js';
import { checkInput, isSeveral } from './model-input.js';
import type { Arrived } from './arrived.js';
import { arriveAt } from './program-inputs.js';
import { isProgram } from './program-network.js';
import type { TraceOptions } from '../trace/trace-options.js';
import type { Network } from './network.js';
import type { TraceTarget } from './trace-target.js';

/**
 * What arrives at a layer when a user gives the model's input. A layer that takes nothing from others (in a file of weights,
 * or at the start of a model) is given the input itself.
 */
export function inputsAt(
  target: TraceTarget,
  input: ModelInput,
  options: Omit<TraceOptions, 'dtype'> & { readonly dtype: FloatType },
): Arrived {
  const { network, name, runner } = target;
  const { graph } = network;
  if (isProgram(network)) return arriveAt(network, name, { input, options });
  const taken = options.layerInput ? undefined : inputsFor(target, input);
  const checked = checkTaken(target, input, taken, options.dtype);
  const { batches, masks, given } = masked(checked.batches, options);
  const states = statesByLayer(network, options.initialState ?? {}, { name, alone: !taken });
  const run = new GraphRun({ dtype: options.dtype, states, masks, part: options.part });
  if (!taken) return { ...checked, batches, run, runner };
  const byName = new Map(taken.map(({ source }, k) => [source, batches[k]!]));
  const inputs = graph.inputs.map((source) => byName.get(source) ?? batches[0]!);
  const arrived = arriving(graph, inputs, name, { before: '', run });
  return { ...checked, batches: withMask(arrived, { given, batches, name }, run), run, runner };
}

/**
 * Gives the layer the mask that fitted no sequence among the inputs; one that did has gone through the layers in front, as masks go.
 * @throws ArgumentError for a mask that fits neither the input nor what arrives, that a recurrent layer in front would have needed, or that
 * the layers in front let go.
 */
function withMask(
  [arrived, ...states]: Batch[],
  { batches, given, name }: Pick<MaskedInputs, 'given' | 'batches'> & { readonly name: string },
  run: GraphRun,
): Batch[] {
  const fitted = batches.some(({ mask }) => mask);
  const sequence = batches.some(({ mask, shape }) => mask && shape.length > 2);
  // Where it fitted no input, a mask that a layer in front has made is no sign that the given one was heard.
  if (!given || (fitted && arrived!.mask) || (sequence && run.ended.size > 0)) {
    return [arrived!, ...states];
  }
  if (sequence) {
    throw new ArgumentError(
      `The mask does not reach layer "${name}", because a layer in front of it passes none on; give what arrives at the layer and its mask, with { layerInput: true }`,
      { layer: name },
    );
  }
  const mask = given.forLayer(arrived!.shape);
  const [first] = run.ended.keys();
  if (first !== undefined) {
    throw new ArgumentError(
      `The mask (or the lengths) does not fit the model's input, so that layer "${first}" in front would run without it`,
      { layer: first },
    );
  }
  return [{ ...arrived!, ...(mask && { mask }) }, ...states];
}

/** The inputs that are given: those that the layer depends on, or all of the model's. */
function inputsFor({ network, name }: TraceTarget, input: ModelInput) {
  const { length } = network.graph.inputs;
  return network.takenFor(name, isSeveral(input) && Object.keys(input.inputs).length === length);
}

function checkTaken(
  { network, name }: TraceTarget,
  input: ModelInput,
  taken: ReturnType<Network['takenFor']> | undefined,
  dtype: FloatType,
): CheckedInput {
  // Worked out only where it is asked for: it takes longer than a short trace.
  const own = () => network.inputShape(name) ?? [null, null, null];
  if (!taken) return checkInput(input, [own()], { taker: `Layer "${name}"`, dtype });
  const taker = network.file.hasConfig ? network.file.name : `Layer "${name}"`;
  const names = taken.map(({ source }) => source);
  const shapes = taken.map(({ shape }) => shape ?? own());
  return checkInput(input, shapes, { taker, dtype, names });
}

/** The batches that arrive at a layer of a graph, or of a model nested in it. */
function arriving(
  graph: Graph,
  inputs: readonly Batch[],
  path: string,
  { before, run }: { before: string; run: GraphRun },
): Batch[] {
  const { argumentsOf } = batchesIn(graph, inputs, run);
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
    around.runner();
    const inside = run.inside({ call: outer, layer: around.spec.name });
    return arriving(around.inner, argumentsOf(outer), rest, {
      before: `${before}${outer}/`,
      run: inside,
    });
  }
  throw new NotFoundError(`No layer "${path}"`);
}

/** @throws ArgumentError for a layer that is called several times, since each call has an input of its own. */
function requireOneCall({ spec, calls }: GraphNode, before: string, after: string): void {
  if (calls.length === 0) return;
  const names = calls.map((call) => `"${before}${call}${after}"`);
  throw new ArgumentError(
    `Layer "${spec.name}" is called ${calls.length} times: ask for one call, ${names.slice(0, 10).join(' or ')}`,
  );
}
