import { asNdArray } from '../ndarray/as-nd-array.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { FloatType } from '../ndarray/make.js';
import { fromStorage, sizeOf, toStorage, zeros } from '../ndarray/make.js';
import type { Batch } from '../layers/batch.js';
import { fromBatch } from '../layers/batch.js';
import type { RecurrentRunner } from '../layers/recurrent/recurrent-runner.js';
import type { StatesByName } from '../layers/recurrent/run-recurrent.js';
import type { TraceParts } from '../trace/trace.js';
import { inputsAt } from './inputs-at.js';
import type { Layer, TraceOptions } from './layer.js';
import type { ModelInput } from './model-input.js';
import type { Network } from './network.js';

/** The layer to trace, and the network it is in. */
export interface TraceTarget {
  readonly network: Network;
  readonly name: string;
  readonly runner: RecurrentRunner;
}

/** Runs the network up to a layer and then the layer, remembering everything; batches have the samples first. */
export function traceLayer(
  { network, name, runner: own }: TraceTarget,
  input: ModelInput,
  options: TraceOptions,
): {
  parts: Pick<TraceParts<Layer>, 'input' | 'start' | 'series' | 'outputs' | 'finalState'>;
  single: boolean;
} {
  const dtype = options.dtype ?? 'float64';
  const { clamp, ablate } = options;
  const runner = clamp || ablate ? own.withChange(options) : own;
  const { batches, single } = inputsAt({ network, name, runner }, input, dtype);
  const [arrived, ...states] = batches as [Batch, ...Batch[]];
  const masked = options.mask === undefined ? arrived : withMask(arrived, options.mask);
  const shapes = runner.stateShapes(arrived.shape.slice(2));
  const names = Object.keys(shapes);
  const handedIn = Object.fromEntries(states.map(({ data }, k) => [names[k]!, data]));
  const initialState = {
    ...handedIn,
    ...startStates(options, { shapes, name, samples: arrived.shape[0]!, dtype }),
  };
  const run = runner.trace(masked, { initialState, method: options.method });
  return {
    single,
    parts: {
      input: fromBatch(arrived),
      start: { given: input, batch: masked, initialState },
      series: mapValues(run.series, fromBatch),
      outputs: run.outputs.map(fromBatch),
      finalState: mapValues(run.finalState, (data, key) =>
        fromStorage(data, [arrived.shape[0]!, ...shapes[key]!]),
      ),
    },
  };
}

function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  change: (value: A, key: string) => B,
) {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value, key)]),
  );
}

/** The user's initial states, checked and repeated for every sample where one is given for all. */
function startStates(
  { initialState = {} }: TraceOptions,
  context: {
    shapes: ReturnType<RecurrentRunner['stateShapes']>;
    name: string;
    samples: number;
    dtype: FloatType;
  },
): StatesByName {
  const { shapes } = context;
  return mapValues(initialState, (given, key) => {
    const shape = shapes[key];
    if (shape === undefined) {
      throw new RangeError(
        `Layer "${context.name}" has no state "${key}"; it carries ${Object.keys(shapes).join(', ')}`,
      );
    }
    return repeated(asNdArray(given), sizeOf(shape), { ...context, key });
  });
}

function repeated(
  state: NdArray,
  width: number,
  { samples, dtype, key }: { samples: number; dtype: FloatType; key: string },
): FloatStorage {
  const values = toStorage(state, dtype);
  if (values.length === samples * width) return values;
  if (values.length !== width) {
    throw new RangeError(
      `The initial state "${key}" should be ${width} long (or ${samples} × ${width}), but is ${state.shape.join(' × ')}`,
    );
  }
  const all = zeros(samples * width, dtype);
  for (let sample = 0; sample < samples; sample++) all.set(values, sample * width);
  return all;
}

/** The batch with the user's mask, given for every sample or for all alike. */
function withMask(batch: Batch, mask: NonNullable<TraceOptions['mask']>): Batch {
  const [samples = 0, steps = 0] = batch.shape;
  const numbers = Array.isArray(mask)
    ? mask.map((row) => (Array.isArray(row) ? row.map(Number) : Number(row)))
    : mask;
  const values = toStorage(asNdArray(numbers as Parameters<typeof asNdArray>[0]), 'float64');
  if (values.length !== steps && values.length !== samples * steps) {
    throw new RangeError(
      `The mask should cover ${steps} steps (or ${samples} × ${steps}), but has ${values.length} values`,
    );
  }
  const all = Uint8Array.from({ length: samples * steps }, (_, k) =>
    values[k % values.length] ? 1 : 0,
  );
  return { ...batch, mask: all };
}
