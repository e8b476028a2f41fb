// Which values the ends of a colour map stand for.
import { isSigned } from '../color/choose-map.js';
import type { MatrixStats, NormState, Quantity } from '../../state/index.js';
import { largest, smallest } from '../../../src/lists/extremes.js';

/** Limits, and whether they are a bound that the quantity cannot honestly leave (then what leaves it is painted in alarm). */
export interface Limits {
  /** The lower limit. */
  readonly vmin: number;
  /** The upper limit. */
  readonly vmax: number;
  /** Whether what leaves them is painted in alarm. */
  readonly bound: boolean;
}

/** What the limits are chosen from. `sorted` gives the finite values in order when percentiles are asked for. */
export interface LimitsQuestion {
  /** How numbers become places. */
  readonly norm: NormState;
  /** What the numbers are. */
  readonly quantity: Quantity;
  /** The lower limit that somebody asked for; null chooses. */
  readonly vmin: number | null;
  /** The upper limit that somebody asked for; null chooses. */
  readonly vmax: number | null;
  /** Whether a quantity with a natural range gets no more of it than its numbers need. */
  readonly fit?: boolean;
  /** Of every matrix that shares the limits. */
  readonly stats: readonly MatrixStats[];
  /** The finite values of all, from the smallest. */
  readonly sorted: () => ArrayLike<number>;
}

/** Linear interpolation between order statistics, as NumPy's percentile. `sorted` must not be empty. */
export function percentile(sorted: ArrayLike<number>, percent: number): number {
  const place = ((sorted.length - 1) * percent) / 100;
  const below = Math.floor(place);
  const [a, b] = [sorted[below] ?? 0, sorted[Math.min(below + 1, sorted.length - 1)] ?? 0];
  return a + (b - a) * (place - below);
}

/** Least and greatest finite number. */
function extent({ stats }: LimitsQuestion): [number, number] | null {
  const known = stats.flatMap(({ min, max }) => (min === null || max === null ? [] : [min, max]));
  return known.length === 0 ? null : [smallest(known), largest(known)];
}

/** Limits around a single value, as matplotlib's colour bar makes them: a tenth to each side, so that it is in the middle. */
function widened(vmin: number, vmax: number): [number, number] {
  const size = Math.max(Math.abs(vmin), Math.abs(vmax));
  if (vmax - vmin > size * 1e-15) return [vmin, vmax];
  return size === 0 ? [-0.1, 0.1] : [vmin - 0.1 * Math.abs(vmin), vmax + 0.1 * Math.abs(vmax)];
}

const around = (centre: number, [low, high]: [number, number]): [number, number] => {
  const half = Math.max(centre - low, high - centre);
  return [centre - half, centre + half];
};

/** The range that a quantity cannot honestly leave; null where there is none. */
export function naturalRange(quantity: Quantity): [number, number] | null {
  if (quantity === 'gate') return [0, 1];
  return quantity === 'hidden' ? [-1, 1] : null;
}

/** As much of a natural range as the numbers need; what leaves the range is still beyond the limits. */
function fitted(
  quantity: Quantity,
  [low, high]: [number, number],
  data: [number, number],
): [number, number] {
  const [from, to] = isSigned(quantity) ? around(0, data) : data;
  const [vmin, vmax] = widened(Math.max(low, from), Math.min(high, to));
  return [Math.max(low, vmin), Math.min(high, vmax)];
}

/** Limits of a quantity that has a natural range, or whose zero must lie in the middle. */
function ofQuantity(
  quantity: Quantity,
  data: [number, number],
  fit = false,
): [number, number, boolean] {
  const natural = naturalRange(quantity);
  if (natural && !fit) return [...natural, true];
  if (natural) return [...fitted(quantity, natural, data), true];
  if (isSigned(quantity)) return [...around(0, data), false];
  return quantity === 'magnitude' ? [Math.min(0, data[0]), data[1], false] : [...data, false];
}

function ofNorm(question: LimitsQuestion, data: [number, number]): [number, number, boolean] {
  const { norm } = question;
  if (norm.type === 'centered') return [...around(norm.vcenter, data), false];
  if (norm.type === 'twoslope') {
    return [Math.min(data[0], norm.vcenter), Math.max(data[1], norm.vcenter), false];
  }
  if (norm.type === 'robust') {
    const sorted = question.sorted();
    if (sorted.length === 0) return [...data, false];
    const ends: [number, number] = [percentile(sorted, norm.low), percentile(sorted, norm.high)];
    // What lies about zero keeps it in the middle.
    return [...(isSigned(question.quantity) ? around(0, ends) : ends), false];
  }
  if (norm.type === 'log') {
    const sorted = question.sorted();
    const smallest = Array.from(sorted).find((x) => x > 0) ?? 1;
    return [smallest, Math.max(smallest, data[1]), false];
  }
  return ofQuantity(question.quantity, data, question.fit);
}

/** The limits: those given, and for what is not given those of the norm or the quantity. All-NaN data gives 0…1. */
export function chooseLimits(question: LimitsQuestion): Limits {
  const [low, high, bound] = ofNorm(question, extent(question) ?? [0, 1]);
  let vmin = question.vmin ?? low;
  let vmax = question.vmax ?? high;
  if (question.norm.type === 'centered' && (question.vmin === null) !== (question.vmax === null)) {
    const half = Math.abs((question.vmin ?? vmax) - question.norm.vcenter);
    const other = Math.abs((question.vmax ?? vmin) - question.norm.vcenter);
    const reach = question.vmin === null ? other : half;
    [vmin, vmax] = [question.norm.vcenter - reach, question.norm.vcenter + reach];
  }
  // One limit given beyond the data's own other end: keep the order rather than refuse to draw.
  const one = (question.vmin === null) !== (question.vmax === null);
  if (one && vmin > vmax) [vmin, vmax] = question.vmin === null ? [vmax, vmax] : [vmin, vmin];
  // Limits that a person gave the wrong way round are left as they are, and refused by the norm.
  if (vmin <= vmax && question.norm.type !== 'log') [vmin, vmax] = widened(vmin, vmax);
  return { vmin, vmax, bound: bound && question.vmin === null && question.vmax === null };
}
