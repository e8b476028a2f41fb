import { ArgumentError } from '../errors.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import { toNdArray } from '../ndarray/nd-array.js';
import { RunBudget } from '../onnx/run-budget.js';
import { runGraph } from '../onnx/run-graph.js';
import { stridesOf, type Value } from '../onnx/value.js';
import { zerosLike } from '../ndarray/make.js';
import { copyView } from '../onnx/helpers/strided.js';
import { rememberPrediction } from '../trace/prediction.js';
import { statesByLayer } from './first-states.js';
import { outputAxes } from './output-axes.js';
import { GraphRun } from './graph-run.js';
import type { GraphRunParts } from './graph-run.js';
import type { ModelInput } from './model-input.js';
import type { PredictOptions } from './predict-options.js';
import type { ProgramNetwork } from './program-network.js';
import { bindInputs, type Setting } from './program-run.js';

/**
 * Runs a whole graph.
 * @returns every output in the graph's order. The samples come first where they do in what was given; otherwise the axes are the
 *   graph's own.
 * @throws GatelabError for missing inputs, or a node that cannot be run; names it.
 */
export function predictProgram(
  network: ProgramNetwork,
  input: ModelInput,
  options: PredictOptions,
): NdArray<FloatStorage>[] {
  if (options.batchSize !== undefined) {
    throw new ArgumentError(
      `${network.file.name} is a graph, which runs all samples at once: leave out batchSize`,
      { file: network.file.name },
    );
  }
  const { outputs, isOurs } = runProgram(network, input, options);
  // What another engine has run cannot be run again in another precision, for a band of rounding.
  if (!isOurs) return outputs;
  for (const [k, output] of outputs.entries()) {
    rememberPrediction(output, {
      name: network.file.name,
      input,
      whole: { shape: output.shape, hasTime: output.dimension > 2 },
      again: (same, dtype) => runProgram(network, same, { ...options, dtype }).outputs[k]!.data,
    });
  }
  return outputs;
}

/**
 * Runs a whole graph once.
 * @param watched what is changed in recurrent nodes from within, and who is told of them.
 * @returns the outputs, and whether gatelab has run all of it itself.
 */
export function runProgram(
  network: ProgramNetwork,
  input: ModelInput,
  { dtype = 'float32', change = {}, initialState = {}, ...options }: PredictOptions,
  { at, ran }: Pick<GraphRunParts, 'at' | 'ran'> = {},
): { outputs: NdArray<FloatStorage>[]; isOurs: boolean; single: boolean } {
  const { program } = network;
  const targets = network.targets();
  const changed = new Map(
    Object.entries(change).map(([path, one]) => [
      path,
      network.recurrentRunner(path).withChange(one),
    ]),
  );
  const only = targets.length === 1 ? targets[0]!.path : undefined;
  const states = statesByLayer(network, initialState, { name: only });
  const { part } = options;
  const graphRun = new GraphRun({ dtype, states, part, at, ran });
  const settingOf = (run: GraphRun) =>
    network.setting(dtype, targets, {
      graphRun: run,
      options,
      runnerAt: (path) => changed.get(path) ?? network.runnerAt(path),
    });
  const setting = settingOf(graphRun);
  const wanted = program.graph.outputs.map(({ name }) => name);
  const { given, single, axes } = bindInputs(setting, wanted, input);
  const outputs = outputsOf(setting, given);
  const moved = single || [...axes.values()].some((axis) => axis !== 0);
  // What is run again to find the samples is not told of.
  const unwatched = ran ? settingOf(new GraphRun({ dtype, states, part, at })) : setting;
  const again = (inputs: ReadonlyMap<string, Value>, trial: boolean) =>
    outputsOf(trial ? { ...setting, run: setting.trial } : unwatched, inputs);
  const places = moved ? outputAxes({ given, axes, outputs, dtype, again }) : [];
  return {
    outputs: outputs.map((value, k) => samplesFirst(value, places[k], single)),
    isOurs: !graphRun.handedOver,
    single,
  };
}

function outputsOf({ program, dtype, run }: Setting, given: ReadonlyMap<string, Value>): Value[] {
  const numbers = [...given.values()].reduce((sum, { data }) => sum + data.length, 0);
  const { graph } = program;
  return runGraph(
    { ...run, program, dtype, budget: new RunBudget(program.stored + numbers) },
    { graph, prefix: '' },
    { given, wanted: graph.outputs.map(({ name }) => name) },
  );
}

/** An output with its samples in front, or without their axis when one sample was given. */
function samplesFirst(
  { data, shape }: Value,
  axis: number | undefined,
  single: boolean,
): NdArray<FloatStorage> {
  if (axis === undefined) return toNdArray({ data, shape });
  const strides = stridesOf(shape);
  const rest = [...shape.keys()].filter((k) => k !== axis);
  const order = single ? rest : [axis, ...rest];
  const view = { shape: order.map((k) => shape[k]!), strides: order.map((k) => strides[k]!) };
  const out = zerosLike(data, data.length);
  copyView(data, { ...view, offset: 0 }, out);
  return toNdArray({ data: out, shape: view.shape });
}
