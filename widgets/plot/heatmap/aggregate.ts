// Which of several numbers a pixel shows.
import type { HeatmapState } from '../../state/index.js';

/** Ways to choose it. */
export type Aggregate = HeatmapState['aggregate'];

/** The matrix to look at: rows × `stride` columns; `low` and `high` bound what each pooled cell stands for. */
export interface Source {
  /** Row after row. */
  readonly data: ArrayLike<number>;
  /** The smallest value behind each pooled cell; null where nothing is pooled. */
  readonly low: ArrayLike<number> | null;
  /** The greatest value behind each pooled cell; null where nothing is pooled. */
  readonly high: ArrayLike<number> | null;
  /** Elements from one row to the next. */
  readonly stride: number;
}

/** How one of several numbers is chosen. In `into` NaN means nothing yet. */
export interface Choice {
  /** The parts of a source that are looked at. */
  readonly parts: readonly ArrayLike<number>[];
  /** Takes `count` numbers of `part` into `into`, each into its place there if it is the better one. */
  fold(into: Float64Array, at: number, part: ArrayLike<number>, from: number, count: number): void;
  /** The place of the best of `values[from … to - 1]`. */
  best(values: Float64Array, from: number, to: number): number;
}

/** The number farthest from what is usual. */
const farthest = (parts: Choice['parts'], usual: number): Choice => ({
  parts,
  // eslint-disable-next-line max-params -- called once for each row of cells: no object to be made for it
  fold(into, at, part, from, count) {
    for (let i = 0; i < count; i++) {
      const value = part[from + i]!;
      const distance = Math.abs(into[at + i]! - usual);
      if (Math.abs(value - usual) > distance || distance !== distance) into[at + i] = value;
    }
  },
  best(values, from, to) {
    let place = from;
    let distance = Math.abs(values[from]! - usual);
    for (let i = from + 1; i < to; i++) {
      const other = Math.abs(values[i]! - usual);
      if (!(other > distance) && distance === distance) continue;
      [place, distance] = [i, other];
    }
    return place;
  },
});

/** The smallest (sign 1) or greatest (sign −1) number. */
const outermost = (parts: Choice['parts'], sign: 1 | -1): Choice => ({
  parts,
  // eslint-disable-next-line max-params -- as above
  fold(into, at, part, from, count) {
    for (let i = 0; i < count; i++) {
      const value = part[from + i]!;
      const best = into[at + i]!;
      if (sign * value < sign * best || best !== best) into[at + i] = value;
    }
  },
  best(values, from, to) {
    let place = from;
    for (let i = from + 1; i < to; i++) {
      const best = values[place]!;
      if (sign * values[i]! < sign * best || best !== best) place = i;
    }
    return place;
  },
});

/** The choice that an aggregate asks for; null for a mean, which is no choice. */
export function choiceOf(
  { data, low, high }: Source,
  aggregate: Aggregate,
  usual: number,
): Choice | null {
  if (aggregate === 'mean') return null;
  if (aggregate === 'min') return outermost([low ?? data], 1);
  if (aggregate === 'max') return outermost([high ?? data], -1);
  // An overview's extremes are in its lows and highs.
  return farthest(low && high ? [low, high] : [data], usual);
}
