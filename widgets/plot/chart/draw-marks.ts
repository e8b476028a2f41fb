// The marks of a chart: bars, points, and points joined in their order.
import type { ChartState } from '../../state/index.js';
import * as d3 from 'd3';
import { lineColors } from '../lines/plan.js';
import { h, rounded, type Tree } from '../tree/tree.js';
import type { Box } from '../heatmap/boxes.js';
import type { OpenSeries } from './open-chart.js';
import type { ChartPlan } from './plan-chart.js';

/** The colour of a series. */
export const seriesColor = (index: number): string => lineColors[index % lineColors.length]!;

/** A bar between two places, from zero (or the edge of the panel that is nearest to it) to its value. */
function bar(plan: ChartPlan, [from, to]: readonly [number, number], value: number): string {
  const [low, high] = plan.y.domain;
  const base = plan.y.pixel(Math.max(low, Math.min(high, 0)));
  const top = plan.y.pixel(value);
  if (!Number.isFinite(top)) return '';
  return `M${rounded(from)} ${rounded(base)}V${rounded(top)}H${rounded(to)}V${rounded(base)}Z`;
}

/** All bars of one series as a path: beside those of the others, four fifths of their cells together. */
function barsPath(plan: ChartPlan, { y }: OpenSeries, place: readonly [number, number]): string {
  const [index, count] = place;
  const width = 0.8 / count;
  return Array.from(y, (value, k) => {
    const from = k + 0.1 + index * width;
    return bar(plan, [plan.x.pixel(from), plan.x.pixel(from + width)], value);
  }).join('');
}

const histogramPath = (plan: ChartPlan, { x, y }: OpenSeries): string =>
  Array.from(y, (value, k) =>
    value === 0 ? '' : bar(plan, [plan.x.pixel(x[k]!), plan.x.pixel(x[k + 1]!)], value),
  ).join('');

function pathOf(plan: ChartPlan, { x, y }: OpenSeries): string {
  const line = d3
    .line<number>()
    .defined((_, k) => Number.isFinite(x[k]!) && Number.isFinite(y[k]!))
    .digits(2)
    .x((_, k) => plan.x.pixel(x[k]!))
    .y((value) => plan.y.pixel(value));
  return line(Array.from(y)) ?? '';
}

/** Round dots as one path: thousands of points are one element. A few are larger, so that they are seen from afar. */
function dotsPath(plan: ChartPlan, { x, y }: OpenSeries): string {
  const radius = y.length > 100 ? 2.2 : 3.6;
  return Array.from(y, (value, k) => {
    const [left, top] = [plan.x.pixel(x[k]!) - radius, plan.y.pixel(value)];
    if (!Number.isFinite(left + top)) return '';
    const arc = `a${radius} ${radius} 0 1 0`;
    return `M${rounded(left)} ${rounded(top)}${arc} ${2 * radius} 0${arc} ${-2 * radius} 0`;
  }).join('');
}

/** Draws one series of a panel; `of` is how many there are. */
export function drawSeries(
  { mark }: ChartState,
  plan: ChartPlan,
  { series, index, of }: { series: OpenSeries; index: number; of: number },
): Tree {
  const color = seriesColor(index);
  const common = { class: `gl-${mark}`, 'aria-label': series.name || null };
  if (mark === 'path')
    return h('path', { ...common, d: pathOf(plan, series), fill: 'none', stroke: color, 'stroke-width': 1.4 }); // prettier-ignore
  if (mark === 'points') return h('path', { ...common, d: dotsPath(plan, series), fill: color, opacity: 0.85 }); // prettier-ignore
  const d = mark === 'bars' ? barsPath(plan, series, [index, of]) : histogramPath(plan, series);
  return h('path', {
    ...common,
    d,
    fill: color,
    opacity: of > 1 && mark === 'histogram' ? 0.6 : 1,
  });
}

/** A ring around the point of a step, and in a path over steps nothing more. */
export function drawMoment(
  plan: ChartPlan,
  series: OpenSeries,
  step: number,
  box: Box,
): Tree | null {
  const [x, y] = [plan.x.pixel(series.x[step] ?? NaN), plan.y.pixel(series.y[step] ?? NaN)];
  if (!(x >= 0 && x <= box.width && y >= 0 && y <= box.height)) return null;
  const ring = { class: 'gl-mark', cx: rounded(x), cy: rounded(y), r: 4.5, fill: 'none' };
  return h('circle', { ...ring, stroke: 'currentColor', 'stroke-width': 1.6 });
}
