import type { Batch } from '../../layers/batch.js';
import type { StatesByName } from '../../layers/recurrent/run-recurrent.js';
import type { Direction, RecurrentSetup } from '../../layers/recurrent/setup.js';
import { runCell } from '../../trace/run-cell.js';
import { sizeOf } from '../../ndarray/make.js';

/**
 * One reading of a layer and its input, for one sample. It is plain data: another reading is a copy with something changed, and is
 * run in the same way.
 */
export interface Situation {
  readonly setup: RecurrentSetup;
  /** 1 × time × features, float64. */
  readonly input: Batch;
  readonly initialState?: StatesByName;
  /** Which series is looked at: `h`, `forward_c`…, or `output`. */
  readonly series: string;
  /** Rows of the result in the opposite order. */
  readonly flipped?: boolean;
  /** Rows of the result this many steps later (earlier when negative). */
  readonly shift?: number;
}

/** A result as steps × units; NaN where it was not computed. */
export interface Probe {
  readonly values: Float64Array;
  readonly units: number;
}

/** How many steps a situation's input has. */
export function stepsOf({ input }: Situation): number {
  return input.shape[1]!;
}

/**
 * Runs a situation, or only the first `limit` steps that each direction reads: enough to tell most readings apart. Cells that need
 * more steps are NaN.
 */
export function runSituation(situation: Situation, limit = Infinity): Probe {
  const { setup, series } = situation;
  const steps = stepsOf(situation);
  // An output of the last step only needs the whole sequence.
  const wanted = series === 'output' && !setup.returnSequences ? steps : Math.min(limit, steps);
  const probe =
    series === 'output' ? outputOf(situation, wanted) : seriesOf(situation, series, wanted);
  return arranged(probe, situation);
}

/** The series that a direction gives out. */
export function outputNameOf({ input }: Situation, direction: Direction): string {
  return direction.cellFor(input.shape.slice(2)).output;
}

/** Which direction a series belongs to, and its name there: `backward_c` is `c` of the second. */
export function directionOf(
  { prefixes }: RecurrentSetup,
  series: string,
): { index: number; name: string } {
  const found = prefixes.findIndex((prefix) => prefix !== '' && series.startsWith(prefix));
  const index = Math.max(0, found);
  return { index, name: series.slice(prefixes[index]!.length) };
}

function seriesOf(situation: Situation, series: string, limit: number): Probe {
  const { index, name } = directionOf(situation.setup, series);
  const { found, first, units } = runDirection(situation, index, { limit, name });
  return { values: placed(found, first * units, stepsOf(situation) * units), units };
}

function outputOf(situation: Situation, limit: number): Probe {
  const { setup } = situation;
  const probes = setup.directions.map((direction, k) =>
    oneOutput(situation, { direction, k, limit }),
  );
  const [forward, backward] = probes as [Probe, Probe | undefined];
  if (backward === undefined || setup.merge === null) return forward;
  if (setup.merge === 'concat') return sideBySide(forward, backward);
  const merge = merges[setup.merge];
  return { ...forward, values: forward.values.map((x, k) => merge(x, backward.values[k]!)) };
}

const merges: Readonly<Record<'sum' | 'mul' | 'ave', (a: number, b: number) => number>> = {
  sum: (a, b) => a + b,
  mul: (a, b) => a * b,
  ave: (a, b) => (a + b) / 2,
};

function oneOutput(
  situation: Situation,
  { direction, k, limit }: { direction: Direction; k: number; limit: number },
): Probe {
  const { setup } = situation;
  const { output, first, units, last } = runDirection(situation, k, {
    limit,
    name: outputNameOf(situation, direction),
  });
  if (!setup.returnSequences) return { values: last, units };
  const probe = { values: placed(output, first * units, stepsOf(situation) * units), units };
  return direction.backwards && !direction.inputOrder ? flippedRows(probe) : probe;
}

/** Runs the first steps that one direction reads; they are rows `first` and on of the input. */
function runDirection(
  { setup, input, initialState = {} }: Situation,
  k: number,
  { limit, name }: { limit: number; name: string },
) {
  const { cellFor, backwards } = setup.directions[k]!;
  const cell = cellFor(input.shape.slice(2));
  const [prefix, steps, features] = [
    setup.prefixes[k]!,
    input.shape[1]!,
    sizeOf(input.shape.slice(2)),
  ];
  const first = backwards ? steps - limit : 0;
  const own = Object.entries(initialState).filter(([state]) => state.startsWith(prefix));
  const run = runCell(
    cell,
    {
      data: input.data.subarray(first * features, (first + limit) * features),
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

function placed(part: Float64Array, start: number, length: number): Float64Array {
  if (part.length === length) return part;
  const all = new Float64Array(length).fill(NaN);
  all.set(part, start);
  return all;
}

/** Two results with equally many rows, the units of the second after those of the first. */
export function sideBySide(a: Probe, b: Probe): Probe {
  const units = a.units + b.units;
  const rows = a.values.length / a.units;
  const values = new Float64Array(rows * units);
  for (let row = 0; row < rows; row++) {
    values.set(a.values.subarray(row * a.units, (row + 1) * a.units), row * units);
    values.set(b.values.subarray(row * b.units, (row + 1) * b.units), row * units + a.units);
  }
  return { values, units };
}

/** Rows in the opposite order. */
export function flippedRows({ values, units }: Probe): Probe {
  const out = new Float64Array(values.length);
  const rows = values.length / units;
  for (let row = 0; row < rows; row++) {
    out.set(values.subarray(row * units, (row + 1) * units), (rows - 1 - row) * units);
  }
  return { values: out, units };
}

/** The result with its rows flipped and shifted as the situation says. */
export function arranged(probe: Probe, { flipped, shift = 0 }: Situation): Probe {
  const { values, units } = flipped ? flippedRows(probe) : probe;
  if (shift === 0) return { values, units };
  const out = new Float64Array(values.length).fill(NaN);
  const [from, to] = [Math.max(0, -shift) * units, Math.max(0, shift) * units];
  out.set(values.subarray(from, values.length - to), to);
  return { values: out, units };
}
