import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import type { FloatType } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import { fromBatch } from '../trace/batch.js';
import type { Change } from '../trace/clamp.js';
import { checkIntervention, requireList } from '../trace/interventions/amendments.js';
import type { Intervention } from '../trace/interventions/intervention.js';
import type { RunOptions } from '../trace/run-options.js';
import { runOptions } from '../trace/run-options.js';
import { batchesIn, resultsOf } from './graph.js';
import type { RanCall } from './graph-run.js';
import { GraphRun } from './graph-run.js';
import type { ModelInput } from './model-input.js';
import { checkInput } from './model-input.js';
import type { Network } from './network.js';
import type { PredictOptions } from './predict-options.js';
import { maskedInputs, partsOf, requireGraph } from './predict.js';
import { isProgram } from './program-network.js';
import { runProgram } from './program-predict.js';
import type { LayerParts } from './traced-parts.js';
import { tracedParts } from './traced-parts.js';

/** How a whole model is run and looked into. */
export interface RunModelOptions extends RunOptions {
  /** `float64` (the default, as of traces) or `float32`, which rounds as the frameworks do. */
  readonly dtype?: FloatType;
  /** What is changed from within, in any layer at any step; several at one place are done in their order. */
  readonly at?: readonly Intervention[];
  /** Gates to hold and units to silence for the whole run, by layer: `{ lstm: { ablate: [3] } }`. */
  readonly change?: Readonly<Record<string, Change>>;
}

/** A whole run, samples first. */
export interface RanModel {
  /** Whether one sample was given, without a sample axis. */
  readonly single: boolean;
  /** What the model gives out, in its order. */
  readonly outputs: readonly NdArray<FloatStorage>[];
  /** The recurrent layers that ran, by the paths of their calls. */
  readonly layers: ReadonlyMap<string, LayerParts>;
  /** Those among them that ran several times, in a loop of the graph. */
  readonly repeated: ReadonlySet<string>;
}

/**
 * Runs a whole network and keeps what its recurrent layers computed.
 * @throws ArgumentError for interventions in layers that are not there, not recurrent, or not on the way to an output.
 */
export function runModel(
  network: Network,
  input: ModelInput,
  options: RunModelOptions = {},
): RanModel {
  checkOptions(options, [...runOptions, 'at', 'change'], 'model.run');
  requireGraph(network);
  const { dtype = 'float64', change = {}, at: given = [], ...rest } = options;
  requireList(given);
  const at = given.map((one) => withLayer(network, one));
  const layers = new Map<string, LayerParts>();
  const repeated = new Set<string>();
  const ran = (call: RanCall, run: GraphRun) => {
    const { name } = call;
    if (layers.has(name)) repeated.add(name);
    const own = { ...rest, dtype, ...(at.length > 0 && { at }), ...changeOf(change, name) };
    layers.set(name, tracedParts(call, run, { input, options: own }));
  };
  const runIt = isProgram(network)
    ? () => runProgram(network, input, { ...rest, dtype, change }, { at, ran })
    : () => runLayers(network, input, { ...rest, dtype, change, at, ran });
  const { outputs, single } = runIt();
  requireReached(at, [...layers.keys()]);
  return { outputs, single, layers, repeated };
}

/** The intervention with its layer, where there is only one that could be meant. */
function withLayer(network: Network, one: Intervention): Intervention {
  checkIntervention(one);
  const recurrent = network.calls.filter((name) => network.isRecurrent(name));
  if (one.layer === undefined) {
    if (recurrent.length === 1) return { ...one, layer: recurrent[0]! };
    throw new ArgumentError(
      `An intervention at "${one.series}" should name its layer, one of ${recurrent.join(', ')}`,
      { file: network.file.name },
    );
  }
  // Asked for, so that a name that is none is refused before anything runs.
  network.recurrentRunner(one.layer);
  return one;
}

/** What was held in a layer, named by itself or by its call. */
function changeOf(change: Readonly<Record<string, Change>>, path: string): Change {
  const name = Object.keys(change).find((own) => isCallOf(path, own));
  return name === undefined ? {} : change[name]!;
}

/** Whether a path is that of a layer, or of one of its calls, in whatever call of the models around it. */
function isCallOf(path: string, layer: string): boolean {
  return path === layer || path.replaceAll(/#\d+(?=\/|$)/g, '') === layer;
}

/** @throws ArgumentError for interventions in layers that no output depends on. */
function requireReached(at: readonly Intervention[], paths: readonly string[]): void {
  const idle = at.find(({ layer }) => !paths.some((path) => isCallOf(path, layer!)));
  if (!idle) return;
  throw new ArgumentError(
    `Layer "${idle.layer}" has not run, since no output of the model depends on it: an intervention there does nothing`,
    { layer: idle.layer! },
  );
}

type Watched = Pick<ConstructorParameters<typeof GraphRun>[0], 'at' | 'ran'>;

/** Runs a network of layers over all samples at once. */
function runLayers(
  network: Network,
  input: ModelInput,
  { at, ran, ...options }: PredictOptions & { readonly dtype: FloatType } & Watched,
) {
  const { graph, inputShapes, file } = network;
  const { dtype, part } = options;
  const expected = inputShapes.map((shape) => shape ?? [null, null, null]);
  const taker = { taker: file.name, dtype, names: graph.inputs };
  const checked = checkInput(input, expected, taker);
  const { batches, masks } = maskedInputs(checked.batches, options);
  const run = new GraphRun({ dtype, ...partsOf(network, options), masks, part, at, ran });
  const outputs = resultsOf(graph, batchesIn(graph, batches, run)).map(fromBatch);
  return { outputs, single: checked.single };
}
