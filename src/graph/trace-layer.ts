import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import { runnerFor } from '../layers/recurrent/recurrent-runner.js';
import { fromStorage } from '../ndarray/make.js';
import type { CellSpec } from '../cell/cell-spec.js';
import type { Batch } from '../trace/batch.js';
import { fromBatch } from '../trace/batch.js';
import type { RecurrentSetup } from '../trace/setup.js';
import type { TracedCell, TracedDirection, TraceParts } from '../trace/trace.js';
import type { EndedCall, GraphRun } from './graph-run.js';
import { inputsAt } from './inputs-at.js';
import type { TraceOptions } from '../trace/trace-options.js';
import type { ModelInput } from './model-input.js';
import type { TraceTarget } from './trace-target.js';
import { runOptions } from '../trace/run-options.js';

const traceOptions = [...runOptions, 'method', 'clamp', 'ablate', 'layerInput'];

/** Runs the network up to a layer and then the layer, remembering everything; batches have the samples first. */
export function traceLayer(
  { network, name, runner: own }: TraceTarget,
  input: ModelInput,
  options: TraceOptions,
): {
  parts: Pick<TraceParts, 'input' | 'start' | 'engine' | 'series' | 'outputs' | 'finalState'>;
  single: boolean;
} {
  checkOptions(options, traceOptions, `Layer "${name}".trace`);
  const { method, dtype = 'float64' } = options;
  const found = inputsAt({ network, name, runner: own }, input, { ...options, dtype });
  const { batches, single, run } = found;
  const runner = runnerFor(found.runner, options);
  const [arrived] = batches as [Batch, ...Batch[]];
  const initialState = run.firstStates({ call: name, layer: name }, runner, arrived);
  const traced = runner.trace(batches, { initialState, method });
  if (arrived.mask && !traced.input.mask && run.isGiven(arrived.mask)) throw unheard(name);
  const shapes = runner.stateShapes(arrived.shape.slice(2));
  return {
    single,
    parts: {
      input: fromBatch(arrived),
      start: {
        given: input,
        options,
        batch: traced.input,
        initialState: traced.initialState,
        directions: directionsOf(runner.setup()),
        ...(run.handedOver && { handedOver: true }),
      },
      engine: traced.engine,
      series: mapValues(traced.series, fromBatch),
      outputs: traced.outputs.map(fromBatch),
      finalState: finalStates(run, { finalState: traced.finalState, shapes }, arrived.shape[0]!),
    },
  };
}

/** Why a mask that the user gave is refused. */
function unheard(layer: string): ArgumentError {
  return new ArgumentError(
    `Layer "${layer}" gets its first states from other layers, and Keras 3 then gives it no mask; give what arrives at the layer and its mask, with { layerInput: true }`,
    { layer },
  );
}

/** The states that the layer and, by their names, the recurrent layers in front of it ended with. */
function finalStates({ ended }: GraphRun, own: EndedCall, samples: number) {
  const calls = [...ended].map(([path, call]) => [`${path}/`, call] as const);
  return Object.fromEntries(
    [['', own] as const, ...calls].flatMap(([prefix, { finalState, shapes }]) =>
      Object.entries(finalState).map(([state, data]) => {
        return [prefix + state, fromStorage(data, [samples, ...shapes[state]!])] as const;
      }),
    ),
  );
}

function directionsOf({ directions, prefixes }: RecurrentSetup): TracedDirection[] {
  return directions.map(({ backwards, specs }, k) => ({
    prefix: prefixes[k]!,
    backwards,
    // Convolutional cells are all LSTMs.
    cells: specs.length > 0 ? specs.map(cellIn) : [{ kind: 'lstm' }],
  }));
}

function cellIn({ kind, cellClip, held }: CellSpec): TracedCell {
  return { kind, cellClip, held: held && Object.keys(held) };
}

function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  change: (value: A, key: string) => B,
) {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value, key)]),
  );
}
