import { sizeOf } from '../../ndarray/make.js';
import type { FlatCell, FlatState } from '../../rounding/flat-cell.js';
import { stateWidth } from '../../rounding/flat-cell.js';
import { runFlat } from '../../rounding/forward.js';
import type { Work } from '../../work.js';
import { flatCells } from './flatten.js';
import { runInTurns } from './in-turns.js';
import { flippedRows } from './probe.js';
import type { Situation } from './situation.js';

/** One direction's series over the steps it was run. */
export interface DirectionRun {
  /** The series that was asked for: steps run × units. */
  readonly found: Float64Array;
  /** What the layer gives out at each step: steps run × units. */
  readonly output: Float64Array;
  /** What it gives out after the last step. */
  readonly last: Float64Array;
  /** The input's step that the first row belongs to. */
  readonly first: number;
  /** The length of a row. */
  readonly units: number;
}

/** What to run of a direction: its first `limit` steps, keeping the series `name`. */
export interface DirectionTask {
  /** Which of the layer's directions. */
  readonly index: number;
  /** Steps to run. */
  readonly limit: number;
  /** The series to keep: `h`, `c`, `f`… */
  readonly name: string;
}

/** Steps from which on it pays to bring the weights into the form of the compiled kernels. */
const longRun = 24;

/** Runs the first steps that one direction reads, without the generality of layers where the cell is a usual one. */
export function* runDirection(situation: Situation, task: DirectionTask): Work<DirectionRun> {
  const { setup, input } = situation;
  const [flat, ...more] = flatCells(setup.directions[task.index]!, input.shape.slice(2)) ?? [];
  const plain = !input.mask && input.data instanceof Float64Array && more.length === 0;
  // What has to go through many steps is better off compiled.
  if (!flat || !plain || task.limit >= longRun) return yield* runGenerally(situation, task);
  return runFast(situation, flat, task);
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
    initialState: flatState(situation, index, [cell]),
    series: name,
  });
  const units = values.length / limit;
  const found = backwards ? flippedRows({ values, units }).values : values;
  return { found, output: found, last: values.slice((limit - 1) * units), first, units };
}

/** The state a direction starts from, that of stacked cells one after another. */
export function flatState(
  { setup, initialState = {} }: Situation,
  index: number,
  cells: readonly FlatCell[],
): FlatState {
  const read = (name: 'h' | 'c', widthOf: (cell: FlatCell) => number) => {
    const all = new Float64Array(cells.reduce((sum, cell) => sum + widthOf(cell), 0));
    let from = 0;
    for (const [k, cell] of cells.entries()) {
      const own = cells.length > 1 ? `cell${k}_${name}` : name;
      const given = initialState[setup.prefixes[index]! + own];
      if (given) all.set(given, from);
      from += widthOf(cell);
    }
    return all;
  };
  return { h: read('h', stateWidth), c: read('c', ({ units }) => units) };
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

function* runGenerally(
  situation: Situation,
  { index, limit, name }: DirectionTask,
): Work<DirectionRun> {
  const { setup, input, initialState = {} } = situation;
  const { cellFor, specs, backwards } = setup.directions[index]!;
  const cell = cellFor(input.shape.slice(2));
  const prefix = setup.prefixes[index]!;
  const [first, data] = window(situation, { index, limit });
  const own = Object.entries(initialState).filter(([state]) => state.startsWith(prefix));
  const run = yield* runInTurns(
    { cell, specs },
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
  const float64 = (values: ArrayLike<number>) => new Float64Array(values);
  return {
    found: float64(run.series[name]!),
    output: float64(run.output),
    last: float64(run.lastOutput),
    first,
    units: sizeOf(cell.series[name]!),
  };
}
