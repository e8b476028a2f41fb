import { ulpDistance } from './ulp.js';

/** What is said of a set of differences (ours − reference). Cells that are not finite on both sides are counted apart. */
export interface Measures {
  /** Cells compared. */
  readonly count: number;
  /** Largest |ours − reference|. */
  readonly maxAbs: number;
  /** Mean of |ours − reference|. */
  readonly meanAbs: number;
  /** Root of the mean square. */
  readonly rmse: number;
  /** Mean of ours − reference, with its sign. */
  readonly meanError: number;
  /** Largest |ours − reference| / |reference|, over cells whose reference is not zero. */
  readonly maxRelative: number;
  /** Largest distance in float32 numbers. */
  readonly maxUlp: number;
  /** Mean distance in float32 numbers. */
  readonly meanUlp: number;
  /** Cells where a side is NaN. */
  readonly nan: number;
  /** Cells where a side is infinite, and none is NaN. */
  readonly infinite: number;
  /** Cells where the two sides are not finite in different ways (NaN against a number, ∞ against −∞…). */
  readonly mismatched: number;
}

/** Running sums from which `Measures` are made. */
export interface MeasureSums {
  /** Cells that were added. */
  count: number;
  /** Largest |ours − reference| so far. */
  maxAbs: number;
  /** Sum of |ours − reference|. */
  sumAbs: number;
  /** Sum of (ours − reference)². */
  sumSquares: number;
  /** Sum of ours − reference. */
  sum: number;
  /** Largest |ours − reference| / |reference| so far. */
  maxRelative: number;
  /** Largest distance in float32 numbers so far. */
  maxUlp: number;
  /** Sum of the distances in float32 numbers. */
  sumUlp: number;
  /** Cells where a side is NaN. */
  nan: number;
  /** Cells where a side is infinite, and none is NaN. */
  infinite: number;
  /** Cells where the two sides are not finite in different ways. */
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
  // Field by field: this is done at every step, and by name it takes longer than the cells of a step.
  sums.maxAbs = Math.max(sums.maxAbs, other.maxAbs);
  sums.maxRelative = Math.max(sums.maxRelative, other.maxRelative);
  sums.maxUlp = Math.max(sums.maxUlp, other.maxUlp);
  sums.count += other.count;
  sums.sumAbs += other.sumAbs;
  sums.sumSquares += other.sumSquares;
  sums.sum += other.sum;
  sums.sumUlp += other.sumUlp;
  sums.nan += other.nan;
  sums.infinite += other.infinite;
  sums.mismatched += other.mismatched;
}

/** The measures that running sums amount to; zeros when no cell was finite. */
export function measuresOf(sums: MeasureSums): Measures {
  const finite = Math.max(1, sums.count - sums.nan - sums.infinite);
  return {
    count: sums.count,
    maxAbs: sums.maxAbs,
    meanAbs: sums.sumAbs / finite,
    rmse: Math.sqrt(sums.sumSquares / finite),
    meanError: sums.sum / finite,
    maxRelative: sums.maxRelative,
    maxUlp: sums.maxUlp,
    meanUlp: sums.sumUlp / finite,
    nan: sums.nan,
    infinite: sums.infinite,
    mismatched: sums.mismatched,
  };
}
