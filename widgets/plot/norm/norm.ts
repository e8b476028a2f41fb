// Values to places between 0 and 1, and places to entries of a palette, by matplotlib's rules.
import type { NormState } from '../../state/index.js';

/** A norm with its limits set. `place` may leave 0…1; NaN stays NaN. `value` is its inverse inside 0…1. */
export interface Norm {
  /** The value at 0. */
  readonly vmin: number;
  /** The value at 1. */
  readonly vmax: number;
  /** The value that is drawn as the middle of the map. */
  readonly centre: number;
  /** From a value to its place. */
  place(value: number): number;
  /** From a place to its value. */
  value(place: number): number;
}

/** The limits of a norm, and the precision it works in: as NumPy's, which is that of the data. */
export interface NormLimits {
  /** The lower limit. */
  readonly vmin: number;
  /** The upper limit. */
  readonly vmax: number;
  /** Whether each step is rounded to float32. */
  readonly single: boolean;
}

const exact = (x: number): number => x;
const flat = (x: number): number => (Number.isNaN(x) ? NaN : 0);

function linear({ vmin, vmax, single }: NormLimits): Norm {
  const round = single ? Math.fround : exact;
  const span = vmax - vmin;
  return {
    vmin,
    vmax,
    centre: (vmin + vmax) / 2,
    place: span === 0 ? flat : (x) => round(round(x - vmin) / span),
    value: (p) => vmin + p * span,
  };
}

function twoSlope({ vmin, vmax }: NormLimits, vcenter: number): Norm {
  const [low, high] = [vcenter - vmin, vmax - vcenter];
  const place = (x: number): number => {
    if (x < vmin) return -Infinity;
    if (x > vmax) return Infinity;
    if (x < vcenter) return (0.5 / low) * (x - vmin);
    return high === 0 ? 0.5 : (0.5 / high) * (x - vcenter) + 0.5;
  };
  return {
    vmin,
    vmax,
    centre: vcenter,
    place,
    value: (p) => (p < 0.5 ? vmin + 2 * p * low : vcenter + (2 * p - 1) * high),
  };
}

function logarithmic({ vmin, vmax, single }: NormLimits): Norm {
  const round = single ? Math.fround : exact;
  const low = Math.log10(vmin);
  const span = Math.log10(vmax) - low;
  return {
    vmin,
    vmax,
    centre: 10 ** (low + span / 2),
    place: (x) =>
      x > 0 ? (span === 0 ? 0 : round(round(round(Math.log10(x)) - low) / span)) : NaN,
    value: (p) => 10 ** (low + p * span),
  };
}

function power({ vmin, vmax, single }: NormLimits, gamma: number): Norm {
  const round = single ? Math.fround : exact;
  const span = vmax - vmin;
  const place = (x: number): number => {
    const p = round(round(x - vmin) / span);
    return p > 0 ? round(p ** gamma) : p;
  };
  return {
    vmin,
    vmax,
    centre: vmin + span * 0.5 ** (1 / gamma),
    place: span === 0 ? flat : place,
    value: (p) => vmin + span * p ** (1 / gamma),
  };
}

/** The norm of this state within these limits. Throws a RangeError when the limits do not suit it. */
export function makeNorm(state: NormState, limits: NormLimits): Norm {
  const { vmin, vmax } = limits;
  if (!(vmin <= vmax)) throw new RangeError(`vmin ${vmin} must not exceed vmax ${vmax}`);
  if (state.type === 'log') {
    if (vmin <= 0) throw new RangeError(`A log norm needs vmin above 0, not ${vmin}`);
    return logarithmic(limits);
  }
  if (state.type === 'twoslope') {
    const { vcenter } = state;
    if (!(vmin <= vcenter && vcenter <= vmax)) {
      throw new RangeError(`vcenter ${vcenter} must lie between vmin ${vmin} and vmax ${vmax}`);
    }
    return twoSlope(limits, vcenter);
  }
  return state.type === 'power' ? power(limits, state.gamma) : linear(limits);
}

/** The palette entry of a place: truncated, 1 belongs to the last entry, below 0 is under, from 1 on over, NaN bad. */
export function paletteIndex(place: number, size: number, single: boolean): number {
  const scaled = single ? Math.fround(place * size) : place * size;
  if (scaled !== scaled) return size + 2;
  if (scaled === size) return size - 1;
  if (scaled < 0) return size;
  return scaled > size ? size + 1 : Math.floor(scaled);
}
