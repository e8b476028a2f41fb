import type { Batch } from '../../trace/batch.js';
import type { StatesByName } from '../../trace/run-recurrent.js';
import type { Direction, RecurrentSetup } from '../../trace/setup.js';
import type { Probe } from './probe.js';
import { flippedRows, shiftedRows } from './probe.js';

/**
 * One reading of a layer and its input, for one sample. It is plain data: another reading is a copy with something changed, and is
 * run in the same way.
 */
export interface Situation {
  /** The layer's cells and how they are run. */
  readonly setup: RecurrentSetup;
  /** 1 × time × features, float64. */
  readonly input: Batch;
  /** What the states begin with, one sample each; zeros where absent. */
  readonly initialState?: StatesByName;
  /** Which series is looked at: `h`, `forward_c`…, or `output`. */
  readonly series: string;
  /** By how much (a standard deviation) the layers in front may have left each feature of the input off. */
  readonly inputError?: Float64Array | undefined;
  /** Rows of the result in the opposite order. */
  readonly flipped?: boolean;
  /** Rows of the result this many steps later (earlier when negative). */
  readonly shift?: number;
  /** Which rows and units of the result are compared, after all else; all of them where absent. */
  readonly part?: SituationPart;
  /** Where a result is put together from others': then these are run in place of this one, and nothing else of it is looked at. */
  readonly mosaic?: Mosaic;
}

/** A result whose cells are taken from those of other situations. */
export interface Mosaic {
  /** The situations whose results the cells are taken from. */
  readonly pieces: readonly Situation[];
  /** Which piece a cell is taken from, and which of its cells. */
  readonly at: (cell: number) => readonly [piece: number, cell: number];
  /** How many cells there are: steps × units. */
  readonly length: number;
  /** Units of each step. */
  readonly units: number;
}

/** The cells of a mosaic, from those of its pieces. */
export function assembled({ at, length, units }: Mosaic, pieces: readonly Float64Array[]): Probe {
  const values = Float64Array.from({ length }, (_, k) => {
    const [piece, cell] = at(k);
    return pieces[piece]![cell]!;
  });
  return { values, units };
}

/** Rows and units of a result that are looked at, in the order in which they are; undefined lists are whole. */
export interface SituationPart {
  /** Numbers of rows; all where absent. */
  readonly steps?: readonly number[];
  /** Numbers of units; all where absent. */
  readonly units?: readonly number[];
}

/** How many steps a situation's input has. */
export function stepsOf({ input }: Situation): number {
  return input.shape[1]!;
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

/** The result with its rows flipped and shifted as the situation says, and what is compared cut out of it. */
export function arranged(probe: Probe, { flipped, shift = 0, part = {} }: Situation): Probe {
  const { steps, units } = part;
  const whole = shiftedRows(flipped ? flippedRows(probe) : probe, shift);
  return steps || units ? cutOut(whole, { steps, units }) : whole;
}

/** Some of the rows and units of a result. */
function cutOut(
  { values, units }: Probe,
  { steps, units: wanted }: { [K in keyof SituationPart]: SituationPart[K] | undefined },
): Probe {
  const all = (length: number) => Array.from({ length }, (_, k) => k);
  const [rows, columns] = [steps ?? all(values.length / units), wanted ?? all(units)];
  const picked = rows.flatMap((row) => columns.map((column) => values[row * units + column]!));
  return { values: Float64Array.from(picked), units: columns.length };
}
