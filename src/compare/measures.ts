import { ulpDistance } from './ulp.js';

/** What is said of a set of differences (ours − reference). Cells that are not finite on both sides are counted apart. */
export interface Measures {
  /** Cells compared. */
  readonly count: number;
  readonly maxAbs: number;
  readonly meanAbs: number;
  /** Root of the mean square. */
  readonly rmse: number;
  /** Mean of ours − reference, with its sign. */
  readonly bias: number;
  /** Largest |ours − reference| / |reference|, over cells whose reference is not zero. */
  readonly maxRelative: number;
  /** Largest and mean distance in float32 numbers. */
  readonly maxUlp: number;
  readonly meanUlp: number;
  /** Cells where a side is NaN, and where a side is infinite. */
  readonly nan: number;
  readonly infinite: number;
  /** Cells where the two sides are not finite in different ways (NaN against a number, ∞ against −∞…). */
  readonly mismatched: number;
}

/** Running sums from which `Measures` are made. */
export interface MeasureSums {
  count: number;
  maxAbs: number;
  sumAbs: number;
  sumSquares: number;
  sum: number;
  maxRelative: number;
  maxUlp: number;
  sumUlp: number;
  nan: number;
  infinite: number;
  mismatched: number;
}

/** Sums before the first cell. */
export function noSums(): MeasureSums {
  return {
    count: 0,
    maxAbs: 0,
    sumAbs: 0,
    sumSquares: 0,
    sum: 0,
    maxRelative: 0,
    maxUlp: 0,
    sumUlp: 0,
    nan: 0,
    infinite: 0,
    mismatched: 0,
  };
}

/** Takes one cell into the sums. */
export function addCell(sums: MeasureSums, ours: number, reference: number): void {
  sums.count++;
  const difference = ours - reference;
  if (!Number.isFinite(ours) || !Number.isFinite(reference)) {
    if (Number.isNaN(ours) || Number.isNaN(reference)) sums.nan++;
    else sums.infinite++;
    if (!Object.is(ours, reference)) sums.mismatched++;
    return;
  }
  const absolute = Math.abs(difference);
  if (absolute > sums.maxAbs) sums.maxAbs = absolute;
  sums.sumAbs += absolute;
  sums.sumSquares += difference * difference;
  sums.sum += difference;
  if (reference !== 0) {
    sums.maxRelative = Math.max(sums.maxRelative, absolute / Math.abs(reference));
  }
  const ulp = ulpDistance(ours, reference);
  if (ulp > sums.maxUlp) sums.maxUlp = ulp;
  sums.sumUlp += ulp;
}

/** Takes other sums into these. */
export function addSums(sums: MeasureSums, other: MeasureSums): void {
  for (const key of ['maxAbs', 'maxRelative', 'maxUlp'] as const) {
    sums[key] = Math.max(sums[key], other[key]);
  }
  for (const key of addable) sums[key] += other[key];
}

const addable = [
  'count',
  'sumAbs',
  'sumSquares',
  'sum',
  'sumUlp',
  'nan',
  'infinite',
  'mismatched',
] as const;

/** The measures that running sums amount to; zeros when no cell was finite. */
export function measuresOf(sums: MeasureSums): Measures {
  const finite = Math.max(1, sums.count - sums.nan - sums.infinite);
  return {
    count: sums.count,
    maxAbs: sums.maxAbs,
    meanAbs: sums.sumAbs / finite,
    rmse: Math.sqrt(sums.sumSquares / finite),
    bias: sums.sum / finite,
    maxRelative: sums.maxRelative,
    maxUlp: sums.maxUlp,
    meanUlp: sums.sumUlp / finite,
    nan: sums.nan,
    infinite: sums.infinite,
    mismatched: sums.mismatched,
  };
}
