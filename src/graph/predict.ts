import { ArgumentError, UnsupportedError } from '../errors.js';
import { checkOptions } from '../check-options.js';
import { sizeOf, zerosLike } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { Batch } from '../trace/batch.js';
import { fromBatch } from '../trace/batch.js';
import type { StatesByName } from '../trace/run-recurrent.js';
import { rememberPrediction } from '../trace/prediction.js';
import { statesByLayer } from './first-states.js';
import type { MaskedInputs } from './given-mask.js';
import { masked } from './given-mask.js';
import type { CallMemo } from './call-memo.js';
import { batchesIn, resultsOf } from './graph.js';
import { GraphRun } from './graph-run.js';
import type { ModelInput } from './model-input.js';
import { checkInput } from './model-input.js';
import type { Network } from './network.js';
import type { RunOptions } from '../trace/run-options.js';
import type { PredictOptions } from './predict-options.js';
import { predictOptions } from './predict-options.js';
import { isProgram } from './program-network.js';
import { predictProgram } from './program-predict.js';

/** What one run leaves to the next. */
export interface KeptFromRuns {
  /** What stateful layers keep, by their paths. */
  readonly kept: Map<string, StatesByName>;
  /** What calls gave out. */
  readonly memo?: CallMemo | undefined;
}

/**
 * Runs a whole network, batch by batch.
 * @param options.kept what its stateful layers keep from call to call, by their paths.
 * @param options.memo what calls gave out in earlier runs over the same data, in the same precision.
 * @returns every output, samples first (without samples for a single one).
 * @throws ArgumentError for an input of another shape, or a layer that cannot be run.
 */
export function predictAll(
  network: Network,
  input: ModelInput,
  { kept, memo, ...options }: PredictOptions & KeptFromRuns,
): NdArray<FloatStorage>[] {
  const { graph, inputShapes, file } = network;
  checkOptions(options, predictOptions, 'predict');
  requireGraph(network);
  if (isProgram(network)) return predictProgram(network, input, options);
  const expected = inputShapes.map((shape) => shape ?? [null, null, null]);
  const dtype = options.dtype ?? 'float32';
  const { batches, single } = checkInput(input, expected, {
    taker: file.name,
    dtype,
    names: graph.inputs,
  });
  const total = batches[0]?.shape[0] ?? 0;
  const { replaced, states } = partsOf(network, options);
  const size = batchSizeOf(network, options, total);
  const before = new Map(kept);
  const { from: first, of } = options.part ?? { from: 0, of: total };
  const done: Batch[][] = [];
  for (let from = 0; from === 0 || from < total; from += size) {
    const to = Math.min(total, from + size);
    const part = { from: first + from, of };
    const make = () =>
      maskedInputs(
        batches.map((batch) => samplesOf(batch, from, to)),
        { ...options, part },
      );
    const some = memo ? memo.inputsFrom(part.from, make) : make();
    const run = new GraphRun({ dtype, replaced, states, masks: some.masks, part, kept, memo });
    done.push(resultsOf(graph, batchesIn(graph, some.batches, run)));
    options.progress?.({ done: to, total });
  }
  const outputs = graph.outputs.map((_, k) => fromBatch(joined(done.map((batch) => batch[k]!))));
  for (const [k, output] of outputs.entries()) {
    rememberPrediction(output, {
      name: file.name,
      input,
      whole: { shape: output.shape, hasTime: output.dimension > 2 },
      again: (same, precision) => {
        const silent = { dtype: precision, kept: new Map(before), progress: () => {} };
        return predictAll(network, same, { ...options, ...silent })[k]!.data;
      },
    });
  }
  return single
    ? outputs.map((array) => array.pick(0, ...array.shape.slice(1).map(() => null)))
    : outputs;
}

/** @throws UnsupportedError for weights alone. */
export function requireGraph({ file }: Network): void {
  if (file.hasConfig) return;
  const order =
    file.framework === 'pytorch'
      ? `, or give the order of its modules: { chain: ['emb', 'lstm', 'out'] }, or the same in a --config FILE.json`
      : '';
  throw new UnsupportedError(
    `${file.name} holds weights but no graph, so the model cannot be run as a whole; trace its layers instead${order}`,
    { file: file.name },
  );
}

/** What is the same for every batch: the layers that are changed, and the states that the user gave. */
export function partsOf(network: Network, { change = {}, initialState = {} }: PredictOptions) {
  const replaced = new Map(
    Object.entries(change).map(
      ([name, one]) => [name, network.recurrentRunner(name).withChange(one)] as const,
    ),
  );
  const recurrent = network.calls.filter((name) => network.isRecurrent(name));
  const only = recurrent.length === 1 ? recurrent[0] : undefined;
  return { replaced, states: statesByLayer(network, initialState, { name: only }) };
}

/** @throws ArgumentError for a mask that fits no input. */
export function maskedInputs(batches: Batch[], options: RunOptions): MaskedInputs {
  const some = masked(batches, options);
  if (some.given && some.masks.length === 0) some.given.forLayer(batches[0]!.shape);
  return some;
}

/** A stateful layer keeps a state for each row of a batch, so that a batch of another size would be another computation. */
function batchSizeOf(network: Network, options: PredictOptions, total: number): number {
  const { batchSize } = options;
  if (batchSize === undefined) return isStateful(network) ? Math.max(1, total) : 256;
  if (Number.isSafeInteger(batchSize) && batchSize > 0) return batchSize;
  throw new ArgumentError(`batchSize should be a whole number above 0, but is ${batchSize}`);
}

/** Whether a run of some of the samples gives what a run of all of them gives for these. */
export function samplesAreApart(network: Network): boolean {
  return network.file.hasConfig && !isProgram(network) && !isStateful(network);
}

function isStateful(network: Network): boolean {
  return network.names.some(
    (name) => network.isRecurrent(name) && network.recurrentRunner(name).setup().stateful,
  );
}

function samplesOf({ data, shape }: Batch, from: number, to: number): Batch {
  const [, ...rest] = shape;
  const width = sizeOf(rest);
  return { data: data.subarray(from * width, to * width), shape: [to - from, ...rest] };
}

/** Batches one after the other; masks end with the model. */
function joined(batches: readonly Batch[]): Batch {
  const [first] = batches;
  if (batches.length === 1) return first!;
  const samples = batches.reduce((sum, { shape }) => sum + shape[0]!, 0);
  const shape = [samples, ...first!.shape.slice(1)];
  const data = zerosLike(first!.data, sizeOf(shape));
  let at = 0;
  for (const batch of batches) {
    data.set(batch.data, at);
    at += batch.data.length;
  }
  return { data, shape };
}
