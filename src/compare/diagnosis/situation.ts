import type { Batch } from '../../layers/batch.js';
import type { StatesByName } from '../../layers/recurrent/run-recurrent.js';
import type { Direction, RecurrentSetup } from '../../layers/recurrent/setup.js';
import type { Probe } from './probe.js';
import { flippedRows, placed, shiftedRows, sideBySide } from './probe.js';
import { runDirection } from './run-direction.js';

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
  /** By how much (a standard deviation) the layers in front may have left each feature of the input off. */
  readonly inputError?: Float64Array | undefined;
  /** Rows of the result in the opposite order. */
  readonly flipped?: boolean;
  /** Rows of the result this many steps later (earlier when negative). */
  readonly shift?: number;
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
  const where = directionOf(situation.setup, series);
  const { found, first, units } = runDirection(situation, { ...where, limit });
  return { values: placed(found, first * units, stepsOf(situation) * units), units };
}

function outputOf(situation: Situation, limit: number): Probe {
  const { setup } = situation;
  const probes = setup.directions.map((_, index) => oneOutput(situation, index, limit));
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

function oneOutput(situation: Situation, index: number, limit: number): Probe {
  const { setup } = situation;
  const direction = setup.directions[index]!;
  const name = outputNameOf(situation, direction);
  const { output, first, units, last } = runDirection(situation, { index, limit, name });
  if (!setup.returnSequences) return { values: last, units };
  const probe = { values: placed(output, first * units, stepsOf(situation) * units), units };
  return direction.backwards && !direction.inputOrder ? flippedRows(probe) : probe;
}

/** The result with its rows flipped and shifted as the situation says. */
export function arranged(probe: Probe, { flipped, shift = 0 }: Situation): Probe {
  return shiftedRows(flipped ? flippedRows(probe) : probe, shift);
}
