import { ArgumentError } from '../errors.js';
import type { FloatType } from '../ndarray/make.js';
import { toNdArray } from '../ndarray/nd-array.js';
import type { Batch } from '../trace/batch.js';
import { callsAt, inputsFor, type Target } from '../onnx/calls-at.js';
import type { Call } from '../onnx/call.js';
import { batchesOf, places, runnerOf } from '../onnx/recurrent.js';
import { toValue } from '../onnx/value.js';
import type { TraceOptions } from '../trace/trace-options.js';
import type { GivenStates } from './start-states.js';
import { statesByLayer } from './first-states.js';
import { masked } from './given-mask.js';
import { GraphRun } from './graph-run.js';
import type { Arrived } from './arrived.js';
import type { ModelInput } from './model-input.js';
import { checkInput } from './model-input.js';
import type { ProgramNetwork } from './program-network.js';
import { callsFor } from './program-run.js';

type ArriveOptions = Omit<TraceOptions, 'dtype'> & { readonly dtype: FloatType };

/**
 * Runs a graph as far as one of its recurrent nodes.
 * @throws GatelabError where the node is not reached once, or something on the way cannot be run.
 */
export function arriveAt(
  network: ProgramNetwork,
  name: string,
  { input, options }: { input: ModelInput; options: ArriveOptions },
): Arrived {
  const { dtype, part } = options;
  const states = statesByLayer(network, options.initialState ?? {}, { name });
  const run = new GraphRun({ dtype, states, part });
  const target = { ...network.target(name), without: givenPlaces(options, states.get(name)) };
  const found = options.layerInput
    ? layerInputAt(network, target, { input, dtype, run })
    : calledAt(network, target, { input, options, run });
  const [arrived, ...more] = found.batches as [Batch, ...Batch[]];
  const { given } = masked([arrived], options);
  const mask = given?.forLayer(arrived.shape) ?? arrived.mask;
  return { ...found, run, batches: [{ ...arrived, ...(mask && { mask }) }, ...more] };
}

/** The inputs of a node that the user gives, so that the graph need not work them out. */
function givenPlaces(
  { mask, lengths }: ArriveOptions,
  states: GivenStates = {},
): (keyof typeof places)[] {
  const keys = Object.keys(states);
  return [
    ...(mask === undefined && lengths === undefined ? [] : (['sequence_lens'] as const)),
    ...(keys.some((key) => key.endsWith('h')) ? (['initial_h'] as const) : []),
    ...(keys.some((key) => key.endsWith('c')) ? (['initial_c'] as const) : []),
  ];
}

function calledAt(
  network: ProgramNetwork,
  target: Target,
  { input, options, run }: { input: ModelInput; options: ArriveOptions; run: GraphRun },
): Omit<Arrived, 'run'> {
  const { path } = target;
  // Where the target is not reached, others may still tell where the samples are.
  const targets = [target, ...network.targets()];
  const setting = network.setting(options.dtype, targets, { graphRun: run, options });
  const { calls, single } = callsFor(setting, target, input);
  // In a body the node is run as well, to reach the end of it; what it ended with is told by the trace.
  run.ended.delete(path);
  const call = onlyCall(calls, target);
  const runner = network.runnerAt(path) ?? runnerOf(call, path, network.context);
  return { batches: batchesOf(call, runner), single, runner };
}

function onlyCall(calls: readonly Call[], { program, path }: Target): Call {
  if (calls.length === 1) return calls[0]!;
  const subject = { file: program.file, layer: path };
  throw new ArgumentError(
    calls.length === 0
      ? `Layer "${path}" of ${program.file} is not run for these inputs: the If around it takes its other branch`
      : `Layer "${path}" of ${program.file} is run ${calls.length} times, once in each turn of the loop around it; only a layer that runs once can be traced`,
    subject,
  );
}

/** The user's array as the node's own X; states and lengths come from the graph only where they are constants. */
function layerInputAt(
  network: ProgramNetwork,
  target: Target,
  { input, dtype, run }: { input: ModelInput; dtype: FloatType; run: GraphRun },
): Omit<Arrived, 'run'> {
  const { path, program } = target;
  const runner = network.recurrentRunner(path);
  const [step] = network.stepOf(path);
  const taker = `Layer "${path}"`;
  const { batches, single } = checkInput(input, [[null, null, step ?? null]], { taker, dtype });
  const rest = { ...target, without: [...(target.without ?? []), 'X' as const] };
  const open = inputsFor(rest);
  if (open.length > 0) {
    throw new ArgumentError(
      `Layer "${path}" of ${program.file} takes its states or lengths from the graph's input "${open[0]}"; with its own input give { initialState: { h, c } } or a mask, too`,
      { file: program.file, layer: path, reason: 'missing-input' },
    );
  }
  const setting = network.setting(dtype, [], { graphRun: run, options: {} });
  const [call] = callsAt(rest, { given: new Map(), dtype, run: setting.run });
  const [batch] = batches as [Batch];
  const inputs = [...(call?.inputs ?? [])];
  if (!call || inputs.slice(4, 7).every((value) => value === undefined))
    return { batches, single, runner };
  const { data, shape } = batch;
  const turned = toNdArray({ data, shape }).transpose(1, 0, 2);
  inputs[places.X] = toValue(turned, 'float32', dtype);
  return { batches: batchesOf({ ...call, inputs }, runner), single, runner };
}
