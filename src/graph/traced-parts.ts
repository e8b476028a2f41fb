import { ArgumentError } from '../errors.js';
import type { CellSpec } from '../cell/cell-spec.js';
import { fromStorage } from '../ndarray/make.js';
import { fromBatch } from '../trace/batch.js';
import type { RecurrentSetup } from '../trace/setup.js';
import type { TracedCell, TracedDirection, TraceParts } from '../trace/trace.js';
import type { TraceOptions } from '../trace/trace-options.js';
import type { EndedCall, GraphRun, RanCall } from './graph-run.js';
import type { ModelInput } from './model-input.js';

/** What a trace is made of besides its layer, samples first. */
export type LayerParts = Pick<
  TraceParts,
  'input' | 'start' | 'engine' | 'series' | 'outputs' | 'finalState'
>;

/**
 * A run of a recurrent layer as parts of a trace.
 * @param run of the graph that the layer is in, as it stood before the layer had run.
 * @throws ArgumentError where the user gave a mask that the layer left alone.
 */
export function tracedParts(
  { name, arrived, runner, run: traced }: RanCall,
  run: GraphRun,
  { input, options }: { readonly input: ModelInput; readonly options: TraceOptions },
): LayerParts {
  if (arrived.mask && !traced.input.mask && run.isGiven(arrived.mask)) throw unheard(name);
  const shapes = runner.stateShapes(arrived.shape.slice(2));
  return {
    input: fromBatch(arrived),
    start: {
      given: input,
      options,
      batch: traced.input,
      initialState: traced.initialState,
      directions: directionsOf(runner.setup()),
      ...(run.handedOver && { handedOver: true }),
      ...(traced.amended.length > 0 && { amended: traced.amended }),
    },
    engine: traced.engine,
    series: mapValues(traced.series, fromBatch),
    outputs: traced.outputs.map(fromBatch),
    finalState: finalStates(run, { finalState: traced.finalState, shapes }, arrived.shape[0]!),
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
