// Axes of values, straight or logarithmic, for lines and histograms.
import * as d3 from 'd3';
import { tickTexts } from '../text/format.js';
import { formatPower } from '../text/numbers.js';
import type { Tick } from './tick.js';

/** Values to pixels, with the ticks to draw. On a log axis what is not above zero has no place (NaN). */
export interface ValueAxis {
  /** The values at its two ends. */
  readonly domain: readonly [number, number];
  /** Places in values, and their texts. */
  readonly ticks: readonly Tick[];
  /** Where a value stands, in pixels. */
  pixel(value: number): number;
}

/** How a value axis is made: `range` in pixels from the low end to the high one. */
export interface ValueAxisOptions {
  /** How values become places. */
  readonly type: 'linear' | 'log';
  /** The values at its two ends. */
  readonly domain: readonly [number, number];
  /** The pixels at its two ends. */
  readonly range: readonly [number, number];
  /** Pixels from one tick to the next, about: 30 unless told, which is room for texts above each other. */
  readonly spacing?: number;
}

function logAxis(
  [low, high]: readonly [number, number],
  range: readonly [number, number],
): ValueAxis {
  const from = 10 ** Math.floor(Math.log10(low) + 1e-9);
  const to = 10 ** Math.max(Math.ceil(Math.log10(high) - 1e-9), Math.log10(from) + 1);
  const scale = d3.scaleLog([from, to], [...range]);
  const room = Math.max(2, Math.floor(Math.abs(range[1] - range[0]) / 22));
  const powers = d3.range(Math.round(Math.log10(from)), Math.round(Math.log10(to)) + 1);
  const every = Math.ceil(powers.length / room);
  return {
    domain: [from, to],
    ticks: powers
      .filter((_, i) => i % every === 0)
      .map((p) => ({ at: 10 ** p, text: formatPower(10 ** p) })),
    pixel: (value) => (value > 0 ? scale(value) : NaN),
  };
}

/** Makes an axis; a straight one is widened to round numbers, a log one to powers of ten. */
export function makeValueAxis({ type, domain, range, spacing = 30 }: ValueAxisOptions): ValueAxis {
  const [low, high] = domain;
  if (type === 'log' && low > 0) return logAxis([low, high], range);
  const count = Math.max(2, Math.floor(Math.abs(range[1] - range[0]) / spacing));
  const scale = d3
    .scaleLinear(low === high ? [low - 0.5, high + 0.5] : [low, high], [...range])
    .nice(count);
  const values = scale.ticks(count);
  const texts = tickTexts(values);
  const [from = 0, to = 1] = scale.domain();
  return {
    domain: [from, to],
    ticks: values.map((at, i) => ({ at, text: texts[i] ?? '' })),
    pixel: (value) => scale(value),
  };
}
