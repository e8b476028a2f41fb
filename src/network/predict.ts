import type { FloatType } from '../ndarray/make.js';
import { sizeOf, zerosLike } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { Change } from '../explore/clamp.js';
import type { Batch } from '../layers/batch.js';
import { fromBatch } from '../layers/batch.js';
import { batchesIn, resultsOf } from './graph.js';
import type { ModelInput } from './model-input.js';
import { checkInput } from './model-input.js';
import type { Network } from './network.js';

/** How a model is run. */
export interface PredictOptions {
  /** `float32` (the default here, as the frameworks) or `float64`. */
  readonly dtype?: FloatType;
  /** Gates to hold and units to silence, by layer: `{ test_layer: { ablate: [3], clamp: { f: 1 } } }`. */
  readonly change?: Readonly<Record<string, Change>>;
  /** Samples run at a time, which bounds the memory in use; 256 unless said otherwise, and all at once in stateful models. */
  readonly batchSize?: number;
  /** Called after each batch, such as for a progress bar. */
  readonly progress?: (progress: PredictProgress) => void;
}

/** How many samples are done, and how many there are. */
export interface PredictProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Runs a whole network, batch by batch.
 * @returns every output, samples first (without samples for a single one).
 * @throws RangeError for an input of another shape, or a layer that cannot be run.
 */
export function predictAll(
  network: Network,
  input: ModelInput,
  options: PredictOptions,
): NdArray<FloatStorage>[] {
  const { graph, inputShapes, file } = network;
  if (!file.hasConfig) {
    throw new RangeError(
      `${file.name} holds weights but no graph, so the model cannot be run as a whole; trace its layers instead`,
    );
  }
  if (file.framework === 'onnx' && graph.inputs.length > 1) {
    throw new RangeError(
      `${file.name} is a graph of operations, of which gatelab runs the recurrent layers alone; trace one of them instead`,
    );
  }
  const expected = inputShapes.map((shape) => shape ?? [null, null, null]);
  const dtype = options.dtype ?? 'float32';
  const { batches, single } = checkInput(input, expected, { taker: file.name, dtype });
  const total = batches[0]?.shape[0] ?? 0;
  const replaced = new Map(
    Object.entries(options.change ?? {}).map(
      ([name, change]) => [name, network.recurrentRunner(name).withChange(change)] as const,
    ),
  );
  const size = batchSizeOf(network, options, total);
  const done: Batch[][] = [];
  for (let from = 0; from === 0 || from < total; from += size) {
    const to = Math.min(total, from + size);
    const some = batches.map((batch) => samplesOf(batch, from, to));
    done.push(resultsOf(graph, batchesIn(graph, some, replaced)));
    options.progress?.({ done: to, total });
  }
  const outputs = graph.outputs.map((_, k) => fromBatch(joined(done.map((batch) => batch[k]!))));
  return single
    ? outputs.map((array) => array.pick(0, ...array.shape.slice(1).map(() => null)))
    : outputs;
}

/** A stateful layer keeps a state for each row of a batch, so that a batch of another size would be another computation. */
function batchSizeOf(network: Network, options: PredictOptions, total: number): number {
  const { batchSize } = options;
  if (batchSize === undefined) return isStateful(network) ? Math.max(1, total) : 256;
  if (Number.isSafeInteger(batchSize) && batchSize > 0) return batchSize;
  throw new RangeError(`batchSize should be a whole number above 0, but is ${batchSize}`);
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
