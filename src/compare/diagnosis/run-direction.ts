import type { StatesByName } from '../../layers/recurrent/run-recurrent.js';
import { runRecurrent } from '../../layers/recurrent/run-recurrent.js';
import { runCell } from '../../trace/run-cell.js';
import { sizeOf } from '../../ndarray/make.js';
import type { FlatCell } from '../rounding/flat-cell.js';
import { runFlat } from '../rounding/forward.js';
import { flattenCell } from './flatten.js';
import type { Probe } from './probe.js';
import { flippedRows } from './probe.js';
import type { Situation } from './situation.js';

/** One direction's series over the steps it was run. */
export interface DirectionRun {
  readonly found: Float64Array;
  /** What the layer gives out at each step, and after the last. */
  readonly output: Float64Array;
  readonly last: Float64Array;
  /** The input's step that the first row belongs to. */
  readonly first: number;
  readonly units: number;
}

/** What to run of a direction: its first `limit` steps, keeping the series `name`. */
export interface DirectionTask {
  readonly index: number;
  readonly limit: number;
  readonly name: string;
}

/** Runs the first steps that one direction reads, without the generality of layers where the cell is a usual one. */
export function runDirection(situation: Situation, task: DirectionTask): DirectionRun {
  const { setup, input } = situation;
  const { specs } = setup.directions[task.index]!;
  const flat = specs.length === 1 ? flattenCell(specs[0]!) : undefined;
  const plain = !input.mask && input.data instanceof Float64Array;
  return flat && plain ? runFast(situation, flat, task) : runGenerally(situation, task);
}

function runFast(
  situation: Situation,
  cell: FlatCell,
  { index, limit, name }: DirectionTask,
): DirectionRun {
  const { backwards } = situation.setup.directions[index]!;
  const [first, data] = window(situation, { index, limit });
  const rows = { values: data as Float64Array, units: cell.features };
  const { values } = runFlat(cell, {
    input: (backwards ? flippedRows(rows) : rows).values,
    steps: limit,
    initialState: flatState(situation, index, cell.units),
    series: name,
  });
  const probe: Probe = { values, units: cell.units };
  const found = backwards ? flippedRows(probe).values : values;
  const last = values.slice((limit - 1) * cell.units);
  return { found, output: found, last, first, units: cell.units };
}

/** The states of all directions after the whole sequence. */
export function finalStateOf(situation: Situation): StatesByName {
  const { setup, input, initialState = {} } = situation;
  const flats = setup.directions.map(({ specs }) => specs.length === 1 && flattenCell(specs[0]!));
  if (input.mask || !flats.every((flat) => flat)) {
    return runRecurrent(setup, input, { initialState }).finalState;
  }
  const states = (flats as FlatCell[]).map((cell, index) => {
    const rows = { values: Float64Array.from(input.data), units: cell.features };
    const { finalState } = runFlat(cell, {
      input: (setup.directions[index]!.backwards ? flippedRows(rows) : rows).values,
      steps: input.shape[1]!,
      initialState: flatState(situation, index, cell.units),
      series: 'h',
    });
    const prefix = setup.prefixes[index]!;
    return {
      [`${prefix}h`]: finalState.h,
      ...(cell.kind === 'lstm' && { [`${prefix}c`]: finalState.c }),
    };
  });
  return Object.assign({}, ...states) as StatesByName;
}

/** The state a direction starts from. */
export function flatState(
  { setup, initialState = {} }: Situation,
  index: number,
  units: number,
): { h: Float64Array; c: Float64Array } {
  const read = (name: string) =>
    Float64Array.from(initialState[setup.prefixes[index]! + name] ?? new Float64Array(units));
  return { h: read('h'), c: read('c') };
}

/** The input's step that a direction's first steps begin with, and their data. */
function window(
  { setup, input }: Situation,
  { index, limit }: Pick<DirectionTask, 'index' | 'limit'>,
) {
  const [steps, features] = [input.shape[1]!, sizeOf(input.shape.slice(2))];
  const first = setup.directions[index]!.backwards ? steps - limit : 0;
  return [first, input.data.subarray(first * features, (first + limit) * features)] as const;
}

function runGenerally(situation: Situation, { index, limit, name }: DirectionTask): DirectionRun {
  const { setup, input, initialState = {} } = situation;
  const { cellFor, backwards } = setup.directions[index]!;
  const cell = cellFor(input.shape.slice(2));
  const prefix = setup.prefixes[index]!;
  const [first, data] = window(situation, { index, limit });
  const own = Object.entries(initialState).filter(([state]) => state.startsWith(prefix));
  const run = runCell(
    cell,
    {
      data,
      samples: 1,
      steps: limit,
      ...(input.mask && { mask: input.mask.subarray(first, first + limit) }),
    },
    {
      backwards,
      zeroOutputForMask: setup.zeroOutputForMask,
      initialState: Object.fromEntries(own.map(([state, v]) => [state.slice(prefix.length), v])),
    },
  );
  const float64 = (values: ArrayLike<number>) => Float64Array.from(values);
  return {
    found: float64(run.series[name]!),
    output: float64(run.output),
    last: float64(run.lastOutput),
    first,
    units: sizeOf(cell.series[name]!),
  };
}
