// Lines and bands as paths.
import * as d3 from 'd3';
import { toPixel } from '../axis/scale.js';
import { h, type Tree } from '../tree/tree.js';
import type { Line, LinesPicture, LinesPlan } from './plan.js';

function pathOf(plan: LinesPlan, values: ArrayLike<number>): string {
  const line = d3
    .line<number>()
    .defined((value) => !Number.isNaN(plan.y.pixel(value)))
    .digits(2)
    .x((_, t) => toPixel(plan.x, t + 0.5))
    .y((value) => plan.y.pixel(value));
  return line(Array.from(values)) ?? '';
}

/** Draws the band; where its upper edge is no number there is none. */
export function drawBand(plan: LinesPlan, { band }: LinesPicture): Tree | null {
  if (!band) return null;
  const floor = plan.y.pixel(plan.y.domain[0]);
  const place = (value: number): number => {
    const pixel = plan.y.pixel(value);
    return Number.isNaN(pixel) ? floor : pixel;
  };
  const area = d3
    .area<number>()
    .defined((_, t) => !Number.isNaN(band.high[t] ?? NaN))
    .digits(2)
    .x((_, t) => toPixel(plan.x, t + 0.5))
    .y0((_, t) => place(band.low[t] ?? NaN))
    .y1((_, t) => place(band.high[t] ?? NaN));
  return h('path', {
    class: 'gl-band',
    d: area(Array.from(band.high)) ?? '',
    fill: '#009E73',
    'fill-opacity': 0.25,
    // The edge is what is seen of it on a dark page.
    stroke: '#009E73',
    'stroke-width': 0.8,
  });
}

/** Draws one line; NaN leaves a gap. */
export const drawLine = (plan: LinesPlan, { values, color, weak, dash }: Line): Tree =>
  h('path', {
    class: weak ? 'gl-line gl-weak' : 'gl-line',
    d: pathOf(plan, values),
    fill: 'none',
    stroke: weak ? 'currentColor' : color,
    'stroke-width': weak ? 0.8 : 1.5,
    'stroke-dasharray': dash,
    opacity: weak ? 0.25 : 1,
  });
