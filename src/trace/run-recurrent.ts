import { ArgumentError, UnsupportedError } from '../errors.js';
import type { FloatStorage } from '../ndarray/nd-array.js';
import { sizeOf, zerosLike } from '../ndarray/make.js';
import type { Cell } from '../cell/cell.js';
import type { HeldStates } from '../cell/held.js';
import { throughEightBits } from '../cell/dynamic-quantize.js';
import { heldAt } from '../cell/held.js';
import type { CellRun, SequenceBatch } from './run-cell.js';
import type { Method } from './run-sequences.js';
import { runSequences } from './run-sequences.js';
import type { Batch } from './batch.js';
import type { AmendedRun } from './interventions/amendments.js';
import { amendments } from './interventions/amendments.js';
import type { LayerInterventions } from './interventions/intervention.js';
import { mergeBatches } from './merge.js';
import type { Direction, RecurrentSetup } from './setup.js';

/** States by prefixed name (`h`, `forward_c`), each samples × state size. */
export type StatesByName = Readonly<Record<string, FloatStorage>>;

/** How one call of a recurrent layer goes. */
export interface RecurrentOptions {
  /** States to start from; zeros where absent. */
  readonly initialState?: StatesByName;
  /** `definition` computes everything by the textbook, however long it takes. */
  readonly method?: Method | undefined;
  /** What is changed from within, and what the layer is called. */
  readonly interventions?: LayerInterventions | undefined;
}

/** What a recurrent layer leaves behind after one call. */
export interface RecurrentRun {
  /** Every series by name, samples × time × step shape; steps are the input's whatever the direction. */
  readonly series: Readonly<Record<string, Batch>>;
  /** What the framework's layer returns. */
  readonly outputs: Batch[];
  /** What it ran over: what arrived, without a mask that it left alone. */
  readonly input: Batch;
  /** The states it started from, as far as any were given. */
  readonly initialState: StatesByName;
  /** Samples × state size after the last step, by name. */
  readonly finalState: StatesByName;
  /** The series that were changed from within, by name. */
  readonly amended: readonly string[];
  /** What computed it: the name of an engine, or `definition`. */
  readonly engine: string;
}

/** Runs all directions of a recurrent layer over a batch and puts its outputs together as its framework does. */
export function runRecurrent(
  setup: RecurrentSetup,
  input: Batch,
  { initialState = {}, method, interventions }: RecurrentOptions = {},
): RecurrentRun {
  if (setup.refusedMask !== undefined && input.mask?.includes(0)) {
    throw new UnsupportedError(setup.refusedMask);
  }
  const cells = setup.directions.map((direction) => direction.cellFor(input.shape.slice(2)));
  const starts = cells.map((cell, k) =>
    firstStates(
      unprefixed(initialState, setup.prefixes[k]!),
      { cell, direction: setup.directions[k]! },
      input,
    ),
  );
  const arriving = cells.map((cell, k) => {
    const sequences = sequencesOf(input, cell);
    return setup.directions[k]!.specs[0]?.quantized ? quantized(sequences) : sequences;
  });
  const [samples = 0, steps = 0] = input.shape;
  const { prefixes } = setup;
  const changes = amendments(interventions, { cells, prefixes, samples, steps });
  const runs = cells.map((cell, k) =>
    runSequences({ cell, specs: setup.directions[k]!.specs }, arriving[k]!, {
      method,
      backwards: setup.directions[k]!.backwards,
      zeroOutputForMask: setup.zeroOutputForMask,
      initialState: starts[k]!,
      amendAt: changes.at(k),
    }),
  );
  const { series, finalState, states } = gathered(runs, { cells, prefixes, samples, steps });
  const given = runs.map((run, k) =>
    outputOf(run, { ...setup.directions[k]!, cell: cells[k]! }, { setup, input }),
  );
  const merged = given.length === 2 ? mergeBatches(given[0]!, given[1]!, setup.merge) : given;
  const masked = merged.map((batch) =>
    setup.returnSequences && input.mask ? { ...batch, mask: input.mask } : batch,
  );
  const outputs = setup.returnState ? [...masked, ...states] : masked;
  const started = starts.flatMap((states, k) =>
    Object.entries(states).map(([name, values]) => [setup.prefixes[k]! + name, values] as const),
  );
  const { engine } = runs[0]!;
  const { series: amended } = changes;
  const first = Object.fromEntries(started);
  return { series, outputs, input, initialState: first, finalState, amended, engine };
}

/** What all directions computed, under the names of the layer's series; states in the framework's order. */
function gathered(
  runs: readonly CellRun[],
  { cells, prefixes, samples, steps }: AmendedRun,
): { series: Record<string, Batch>; finalState: Record<string, FloatStorage>; states: Batch[] } {
  const series: Record<string, Batch> = {};
  const finalState: Record<string, FloatStorage> = {};
  const states: Batch[] = [];
  for (const [k, run] of runs.entries()) {
    const cell = cells[k]!;
    for (const [name, data] of Object.entries(run.series)) {
      series[prefixes[k]! + name] = { data, shape: [samples, steps, ...cell.series[name]!] };
    }
    for (const name of cell.states) {
      finalState[prefixes[k]! + name] = run.finalState[name]!;
      states.push({ data: run.finalState[name]!, shape: [samples, ...cell.series[name]!] });
    }
  }
  return { series, finalState, states };
}

/** The input seen as sequences of the cell's steps. */
function sequencesOf({ data, shape, mask }: Batch, cell: Cell): SequenceBatch {
  const [samples = 0, steps = 0, ...step] = shape;
  if (step.length !== cell.inputShape.length || step.some((n, k) => n !== cell.inputShape[k])) {
    throw new ArgumentError(
      `The input should be samples × time × ${cell.inputShape.join(' × ')}, but is ${shape.join(' × ')}`,
    );
  }
  return { data, samples, steps, ...(mask && { mask }) };
}

/** @throws UnsupportedError for several samples, or steps that do not count: what eight bits hold of one would depend on the others. */
function quantized(sequences: SequenceBatch): SequenceBatch {
  const { data, samples, mask } = sequences;
  if (samples > 1 || mask?.includes(0)) {
    throw new UnsupportedError(
      'It lays its input on eight bits over all samples and steps of a batch at once, in a way that depends on the number of threads: give one sample at a time, without lengths',
    );
  }
  return { ...sequences, data: throughEightBits(data) };
}

/** One direction's output, in the order in which the layer gives it. */
function outputOf(
  run: CellRun,
  { cell, backwards, inputOrder }: Direction & { readonly cell: Cell },
  { setup, input }: { setup: RecurrentSetup; input: Batch },
): Batch {
  const [samples = 0, steps = 0] = input.shape;
  const step = cell.series[cell.output]!;
  if (!setup.returnSequences) return { data: run.lastOutput, shape: [samples, ...step] };
  const shape = [samples, steps, ...step];
  if (!backwards || inputOrder) return { data: run.output, shape };
  return { data: timeReversed(run.output, { samples, steps, width: sizeOf(step) }), shape };
}

/** A copy with the steps of every sample in the opposite order. */
function timeReversed(
  data: FloatStorage,
  { samples, steps, width }: { samples: number; steps: number; width: number },
): FloatStorage {
  const out = zerosLike(data, data.length);
  for (let sample = 0; sample < samples; sample++) {
    for (let t = 0; t < steps; t++) {
      const from = (sample * steps + steps - 1 - t) * width;
      out.set(data.subarray(from, from + width), (sample * steps + t) * width);
    }
  }
  return out;
}

/** The states of one direction, under the cell's own names. */
function unprefixed(states: StatesByName, prefix: string): StatesByName {
  const own = Object.entries(states).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, values]) => [name.slice(prefix.length), values]));
}

/** The states a direction starts from; those that are held are held from the start. */
function firstStates(
  given: StatesByName,
  { cell, direction }: { cell: Cell; direction: Direction },
  { data, shape }: Batch,
): StatesByName {
  const [spec, ...more] = direction.specs;
  if (!spec || more.length > 0 || (!spec.held && !spec.silent)) return given;
  const silent = Object.fromEntries((spec.silent ?? []).map((unit) => [unit, 0]));
  const held: HeldStates = { ...spec.held, h: { ...silent, ...spec.held?.['h'] } };
  const samples = shape[0] ?? 0;
  const states = Object.keys(held).map((name) => {
    const width = sizeOf(cell.series[name]!);
    const values = (given[name] ?? zerosLike(data, samples * width)).slice();
    for (let sample = 0; sample < samples; sample++) {
      const own = values.subarray(sample * width, (sample + 1) * width);
      own.set(heldAt(held, name, own));
    }
    return [name, values] as const;
  });
  return { ...given, ...Object.fromEntries(states) };
}
