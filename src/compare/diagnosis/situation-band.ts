import { unitRoundoff } from '../rounding/curves.js';
import { estimatedBand } from '../rounding/estimate.js';
import { roundingBand } from '../rounding/band.js';
import { memberCount } from '../rounding/signs.js';
import { flatCells } from './flatten.js';
import type { Probe } from './probe.js';
import { flippedRows, placed, sideBySide } from './probe.js';
import { flatState } from './run-direction.js';
import type { Situation } from './situation.js';
import { arranged, directionOf, outputNameOf, runSituation, stepsOf } from './situation.js';

/** Exact values and how far rounding may take each; both steps × units. */
export interface SituationBand {
  readonly values: Float64Array;
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
export function bandOf(
  situation: Situation,
  roundoff = unitRoundoff,
  limit = Infinity,
): SituationBand {
  const { setup, series } = situation;
  const precision = { roundoff, limit };
  const found =
    series === 'output'
      ? outputBand(situation, precision)
      : directionBand(situation, { ...directionOf(setup, series), ...precision });
  if (!found) return estimate(situation, roundoff);
  return {
    values: arranged(found.values, situation).values,
    width: arranged(found.width, situation).values,
  };
}

/** What is wanted of a band: its roundoff, and how many of the steps that each direction reads. */
interface BandWish {
  readonly roundoff: number;
  readonly limit: number;
}

function estimate(situation: Situation, roundoff: number): SituationBand {
  const { values, units } = runSituation(situation);
  const { input } = situation;
  const single = { ...situation, input: { ...input, data: Float32Array.from(input.data) } };
  const width = estimatedBand(values, runSituation(single).values, units);
  return { values, width: width.map((w) => w * (roundoff / unitRoundoff)) };
}

/** One series of one direction, rows in the order of the input. */
function directionBand(
  situation: Situation,
  { index, name, roundoff, limit }: BandWish & { index: number; name: string },
): Two | undefined {
  const { setup, input } = situation;
  const { backwards } = setup.directions[index]!;
  const cells = flatCells(setup.directions[index]!, input.shape.slice(2));
  if (!cells) return undefined;
  const steps = stepsOf(situation);
  const x = { values: Float64Array.from(input.data), units: input.data.length / steps };
  const wanted = Math.min(limit, steps);
  const work = cells.reduce((sum, { U }) => sum + U.work, 0) * memberCount * wanted;
  if (work > mostWork) return undefined;
  const mask = input.mask && (backwards ? input.mask.toReversed() : input.mask);
  const { values, width } = roundingBand({
    cells,
    input: (backwards ? flippedRows(x) : x).values.subarray(0, wanted * x.units),
    steps: wanted,
    initialState: flatState(situation, index, cells),
    series: name,
    inputError: situation.inputError,
    roundoff,
    ...(mask && { mask }),
  });
  const probe = (numbers: Float64Array) => {
    const units = numbers.length / wanted;
    const rows = { values: placed(numbers, 0, steps * units), units };
    return backwards ? flippedRows(rows) : rows;
  };
  return { values: probe(values), width: probe(width) };
}

function outputBand(situation: Situation, { roundoff, limit }: BandWish): Two | undefined {
  const { setup } = situation;
  // An output of the last step only needs the whole sequence.
  const wanted = setup.returnSequences ? limit : Infinity;
  const [forward, backward] = setup.directions.map((direction, index) => {
    const band = directionBand(situation, {
      index,
      name: outputNameOf(situation, direction),
      roundoff,
      limit: wanted,
    });
    if (!band) return undefined;
    if (!setup.returnSequences) return lastRows(band, direction.backwards);
    silence(band, situation);
    return direction.backwards && !direction.inputOrder
      ? { values: flippedRows(band.values), width: flippedRows(band.width) }
      : band;
  });
  if (setup.directions.length === 1 || setup.merge === null) return forward;
  if (!forward || !backward) return undefined;
  return mergedBands(forward, backward, setup.merge);
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
