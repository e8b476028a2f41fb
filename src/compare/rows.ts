import { ulpDistance } from './ulp.js';

/** One cell of the error table. Values are exact float64. */
export interface ErrorRow {
  /** The number of the sample, as in its file where that is known. */
  readonly sample: number;
  /** The step, counted from 0. */
  readonly step: number;
  /** The unit, counted from 0. */
  readonly unit: number;
  /** Our value. */
  readonly ours: number;
  /** The reference's value. */
  readonly reference: number;
  /** ours − reference. */
  readonly difference: number;
  /** |ours − reference|. */
  readonly absolute: number;
  /** |difference| / |reference|; null where the reference is zero. */
  readonly relative: number | null;
  /** Distance in float32 numbers. */
  readonly ulp: number;
  /** How far rounding alone may take this cell; undefined where no network is known. */
  readonly band?: number;
}

/** Where a cell stands and what both sides say there. */
export type RowValues = Pick<ErrorRow, 'sample' | 'step' | 'unit' | 'ours' | 'reference'>;

/** Makes the row of one cell. */
export function makeRow({ sample, step, unit, ours, reference }: RowValues): ErrorRow {
  const difference = ours === reference ? 0 : ours - reference;
  const absolute = Math.abs(difference);
  const relative = reference === 0 ? null : absolute / Math.abs(reference);
  const ulp = ulpDistance(ours, reference);
  return { sample, step, unit, ours, reference, difference, absolute, relative, ulp };
}

/** Orders rows worst first; cells that are not finite come before all, ties keep the order of the table. */
export function worstFirst(a: ErrorRow, b: ErrorRow): number {
  const x = weightOf(a);
  const y = weightOf(b);
  if (x !== y) return x > y ? -1 : 1;
  return a.sample - b.sample || a.step - b.step || a.unit - b.unit;
}

const weightOf = ({ absolute }: ErrorRow) => (Number.isNaN(absolute) ? Infinity : absolute);

/** Keeps the worst rows of many, holding at most twice as many as are wanted. */
export function keepWorst(limit: number): {
  /** Difference below which a cell need not be offered. */
  threshold(): number;
  add(row: ErrorRow): void;
  rows(): ErrorRow[];
} {
  let kept: ErrorRow[] = [];
  let threshold = limit > 0 ? -1 : Infinity;
  const cut = () => {
    kept.sort(worstFirst);
    if (kept.length > limit) {
      kept = kept.slice(0, limit);
      threshold = weightOf(kept[limit - 1]!);
    }
  };
  return {
    threshold: () => threshold,
    add(row) {
      if (limit === 0) return;
      kept.push(row);
      if (kept.length >= 2 * limit) cut();
    },
    rows() {
      cut();
      return kept;
    },
  };
}
