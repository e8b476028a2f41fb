import { unitRoundoff } from '../../rounding/curves.js';
import { estimatedBand } from '../../rounding/estimate.js';
import { roundingBandWork } from '../../rounding/band.js';
import { memberCount } from '../../rounding/signs.js';
import type { Direction } from '../../trace/setup.js';
import type { Work } from '../../work.js';
import { flatCells } from './flatten.js';
import type { Probe } from './probe.js';
import { flippedRows, placed, sideBySide } from './probe.js';
import { flatState } from './run-direction.js';
import type { Mosaic, Situation } from './situation.js';
import { situationWork } from './run-situation.js';
import { arranged, assembled, directionOf, outputNameOf, stepsOf } from './situation.js';

/** Exact values and how far rounding may take each; both steps × units. */
export interface SituationBand {
  /** What exact arithmetic gives. */
  readonly values: Float64Array;
  /** The largest difference from it that rounding explains; `Infinity` where it explains anything. */
  readonly width: Float64Array;
}

/** Multiplications that a band may take, about half a minute; what is larger (long sequences of large images) is estimated. */
const mostWork = 3e10;

interface Two {
  readonly values: Probe;
  readonly width: Probe;
}

/**
 * The rounding band of a situation's result: where a float32 evaluation of just this reading must lie; with a `limit`, of the first steps
 * that each direction reads, the others being NaN. For cells without a Jacobian here
 * (see `flatCells`) it is estimated from one float32 run.
 */
export function* bandOf(
  situation: Situation,
  roundoff = unitRoundoff,
  { limit = Infinity, members = memberCount }: Partial<BandSize> = {},
): Work<SituationBand> {
  const { setup, series, mosaic } = situation;
  if (mosaic) return yield* mosaicBand(mosaic, roundoff, members);
  const precision = { roundoff, limit, members };
  const found =
    series === 'output'
      ? yield* outputBand(situation, precision)
      : yield* directionBand(situation, { ...directionOf(setup, series), ...precision });
  if (!found) return yield* estimate(situation, roundoff);
  return {
    values: arranged(found.values, situation).values,
    width: arranged(found.width, situation).values,
  };
}

function* mosaicBand(mosaic: Mosaic, roundoff: number, members: number): Work<SituationBand> {
  const bands: SituationBand[] = [];
  for (const piece of mosaic.pieces) bands.push(yield* bandOf(piece, roundoff, { members }));
  const put = (of: (band: SituationBand) => Float64Array) =>
    assembled(mosaic, bands.map(of)).values;
  return { values: put(({ values }) => values), width: put(({ width }) => width) };
}

/** How much of a band is worked out. */
export interface BandSize {
  /** Steps that each direction reads; all unless said otherwise. */
  readonly limit: number;
  /** Members of the ensemble: fewer tell less exactly. */
  readonly members: number;
}

/** What is wanted of a band: its roundoff, and how many of the steps that each direction reads. */
interface BandWish extends BandSize {
  readonly roundoff: number;
}

function* estimate(situation: Situation, roundoff: number): Work<SituationBand> {
  const { values, units } = yield* situationWork(situation);
  const { input } = situation;
  const single = { ...situation, input: { ...input, data: Float32Array.from(input.data) } };
  const rounded = (yield* situationWork(single)).values;
  const width = estimatedBand(values, rounded, units);
  return { values, width: width.map((w) => w * (roundoff / unitRoundoff)) };
}

/** One series of one direction, rows in the order of the input. */
function* directionBand(
  situation: Situation,
  { index, name, roundoff, limit, members }: BandWish & { index: number; name: string },
): Work<Two | undefined> {
  const { setup, input } = situation;
  const { backwards } = setup.directions[index]!;
  const cells = flatCells(setup.directions[index]!, input.shape.slice(2));
  if (!cells) return undefined;
  const steps = stepsOf(situation);
  const x = { values: new Float64Array(input.data), units: input.data.length / steps };
  const wanted = Math.min(limit, steps);
  const work = cells.reduce((sum, { U }) => sum + U.work, 0) * members * wanted;
  if (work > mostWork) return undefined;
  const mask = input.mask && (backwards ? input.mask.toReversed() : input.mask);
  const { values, width } = yield* roundingBandWork({
    cells,
    input: (backwards ? flippedRows(x) : x).values.subarray(0, wanted * x.units),
    steps: wanted,
    initialState: flatState(situation, index, cells),
    series: name,
    inputError: situation.inputError,
    roundoff,
    members,
    ...(mask && { mask }),
  });
  const probe = (numbers: Float64Array) => {
    const units = numbers.length / wanted;
    const rows = { values: placed(numbers, 0, steps * units), units };
    return backwards ? flippedRows(rows) : rows;
  };
  return { values: probe(values), width: probe(width) };
}

function* outputBand(
  situation: Situation,
  { roundoff, limit, members }: BandWish,
): Work<Two | undefined> {
  const { setup } = situation;
  // An output of the last step only needs the whole sequence.
  const wanted = { roundoff, members, limit: setup.returnSequences ? limit : Infinity };
  const bands: (Two | undefined)[] = [];
  for (const [index, direction] of setup.directions.entries()) {
    const name = outputNameOf(situation, direction);
    const band = yield* directionBand(situation, { index, name, ...wanted });
    bands.push(band && givenOut(band, direction, situation));
  }
  const [forward, backward] = bands;
  if (setup.directions.length === 1 || setup.merge === null) return forward;
  if (!forward || !backward) return undefined;
  return mergedBands(forward, backward, setup.merge);
}

/** One direction's band in the form in which the layer gives its output. */
function givenOut(band: Two, direction: Direction, situation: Situation): Two {
  if (!situation.setup.returnSequences) return lastRows(band, direction.backwards);
  silence(band, situation);
  return direction.backwards && !direction.inputOrder
    ? { values: flippedRows(band.values), width: flippedRows(band.width) }
    : band;
}

/** Zeros, exact ones, at masked steps whose output is zero by rule. */
function silence({ values, width }: Two, { setup, input }: Situation): void {
  if (!setup.zeroOutputForMask) return;
  for (const [t, kept] of input.mask?.entries() ?? []) {
    if (kept) continue;
    values.values.fill(0, t * values.units, (t + 1) * values.units);
    width.values.fill(0, t * width.units, (t + 1) * width.units);
  }
}

/** Only the row that the direction computed last. */
function lastRows({ values, width }: Two, backwards: boolean): Two {
  const last = ({ values: all, units }: Probe) => {
    const start = backwards ? 0 : all.length - units;
    return { values: all.slice(start, start + units), units };
  };
  return { values: last(values), width: last(width) };
}

function mergedBands(a: Two, b: Two, merge: 'concat' | 'sum' | 'mul' | 'ave'): Two {
  if (merge === 'concat') {
    return { values: sideBySide(a.values, b.values), width: sideBySide(a.width, b.width) };
  }
  const [x, y, dx, dy] = [a.values.values, b.values.values, a.width.values, b.width.values];
  const each = (of: (k: number) => number) => ({
    values: x.map((_, k) => of(k)),
    units: a.values.units,
  });
  const rounding = (value: number) => unitRoundoff * Math.abs(value);
  if (merge === 'mul') {
    return {
      values: each((k) => x[k]! * y[k]!),
      width: each(
        (k) =>
          Math.abs(x[k]!) * dy[k]! +
          Math.abs(y[k]!) * dx[k]! +
          dx[k]! * dy[k]! +
          rounding(x[k]! * y[k]!),
      ),
    };
  }
  const share = merge === 'ave' ? 0.5 : 1;
  return {
    values: each((k) => share * (x[k]! + y[k]!)),
    width: each((k) => share * (dx[k]! + dy[k]!) + rounding(x[k]! + y[k]!)),
  };
}
