// The mean of every column above a panel, of every row at its right.
import * as d3 from 'd3';
import { drawAxis } from '../axis/axis.js';
import { toPixel, type Scale } from '../axis/scale.js';
import type { Tick } from '../axis/tick.js';
import { thinTicks } from '../axis/ticks.js';
import { tickTexts } from '../text/format.js';
import { h, type Child, type Tree } from '../tree/tree.js';
import { sizes } from './sizes.js';
import type { HeatmapPlan, PanelPlan } from './plan.js';
import type { Facet } from './spec.js';

/** Means of the columns (as stored) and rows of a facet; NaN is left out, and is the mean of nothing. */
export function marginalMeans({ data, rows, stored }: Facet): {
  columns: Float64Array;
  rows: Float64Array;
} {
  const sums = { columns: new Float64Array(stored), rows: new Float64Array(rows) };
  const counts = { columns: new Float64Array(stored), rows: new Float64Array(rows) };
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < stored; c++) {
      const value = data[r * stored + c]!;
      if (value !== value) continue;
      sums.columns[c]! += value;
      sums.rows[r]! += value;
      counts.columns[c]! += 1;
      counts.rows[r]! += 1;
    }
  }
  return {
    columns: sums.columns.map((sum, c) => sum / counts.columns[c]!),
    rows: sums.rows.map((sum, r) => sum / counts.rows[r]!),
  };
}

const kept = new WeakMap<Facet, ReturnType<typeof marginalMeans>>();

function meansOf(facet: Facet): ReturnType<typeof marginalMeans> {
  const known = kept.get(facet) ?? marginalMeans(facet);
  kept.set(facet, known);
  return known;
}

/** The values of a unit, one for each stored column. */
const valuesOf = ({ data, stored }: Facet, unit: number): Facet['data'] =>
  data.subarray(unit * stored, (unit + 1) * stored);

/**
 * Values to pixels above a panel: the range of the means, since that of the colours may be far wider, and of the unit whose line
 * lies over them.
 */
function upward({ box, facet }: PanelPlan, unit: number | null): Scale {
  const { columns } = meansOf(facet);
  const own = unit === null || unit >= facet.rows ? [] : valuesOf(facet, unit);
  const ends = [columns, own].flatMap((values) => d3.extent(values.filter(Number.isFinite)));
  const [low = 0, high = 1] = d3.extent(ends.filter((end) => end !== undefined));
  return {
    domain: low === high ? [low - 0.5, high + 0.5] : [low, high],
    range: [box.y - 8, box.y - sizes.marginal + 8],
  };
}

/** Two or three round values of a scale. */
function fewTicks({ domain }: Scale): Tick[] {
  const values = d3.ticks(domain[0], domain[1], 2);
  const texts = tickTexts(values);
  return values.map((at, i) => ({ at, text: texts[i]! }));
}

/** One value for each stored column as a line above the panel. */
function lineAbove({ x, facet }: PanelPlan, scale: Scale, values: ArrayLike<number>): string {
  const [low, high] = x.domain;
  const shown = Array.from(values, (value, c): [number, number] => [
    (c + 0.5) * facet.pooled,
    value,
  ]).filter(([at]) => at >= low && at <= high);
  const path = d3
    .line<[number, number]>()
    .defined(([, value]) => Number.isFinite(value))
    .digits(2)
    .x(([at]) => toPixel(x, at))
    .y(([, value]) => toPixel(scale, value));
  return path(shown) ?? '';
}

const faint = { stroke: 'currentColor', opacity: 0.25 };

function across(panel: PanelPlan, means: Float64Array, unit: number | null): Tree[] {
  const { box } = panel;
  const scale = upward(panel, unit);
  const ticks = fewTicks(scale);
  return [
    ...ticks.map(({ at }) => {
      const y = toPixel(scale, at);
      return h('line', { x1: box.x, x2: box.x + box.width, y1: y, y2: y, ...faint });
    }),
    h('path', {
      class: 'gl-marginal',
      d: lineAbove(panel, scale, means),
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': 1.2,
    }),
    drawAxis({ side: 'left', at: box.x, scale, ticks, texts: box.yTexts, fontSize: smallFont }),
  ];
}

const smallFont = 9.5;

/** Draws the line of one unit over the means above a panel. */
export function drawUnitLine(panel: PanelPlan, unit: number): Tree {
  return h('path', {
    class: 'gl-unit-line',
    d: lineAbove(panel, upward(panel, unit), valuesOf(panel.facet, unit)),
    fill: 'none',
    stroke: '#D55E00',
    'stroke-width': 1.5,
  });
}

/** Whether values lie so far from zero that bars from there would all be of one length. */
function areAlike(values: ArrayLike<number>): boolean {
  const [low = 0, high = 0] = d3.extent(Array.from(values));
  return low * high > 0 && high - low < 0.35 * Math.max(Math.abs(low), Math.abs(high));
}

function along(plan: HeatmapPlan, panel: PanelPlan, means: Float64Array): Child[] {
  const { y, box } = panel;
  const right = box.x + box.width;
  const finite = means.filter(Number.isFinite);
  const dots = areAlike(finite);
  // Bars begin at zero, wherever the values are; dots need not.
  const [least = 0, most = 1] = d3.extent(dots ? finite : [0, ...finite]);
  const scale: Scale = {
    domain: least === most ? [0, 1] : [least, most],
    range: [right + 8, right + sizes.marginal - 8],
  };
  const zero = toPixel(scale, 0).toFixed(2);
  const bars: string[] = [];
  for (let shown = Math.floor(y.domain[0]); shown < y.domain[1]; shown++) {
    const mean = means[plan.rows.order?.[shown] ?? shown];
    if (mean === undefined || !Number.isFinite(mean)) continue;
    const at = toPixel(y, shown + 0.5);
    if (at < box.y || at > box.y + box.height) continue;
    const end = toPixel(scale, mean);
    const from = dots ? (end - 2).toFixed(2) : zero;
    bars.push(`M${from} ${at.toFixed(2)}H${(dots ? end + 2 : end).toFixed(2)}`);
  }
  const thick = Math.max(0.6, Math.min(5, (box.height / (y.domain[1] - y.domain[0])) * 0.6));
  const bottom = box.y + box.height;
  return [
    !dots && h('line', { x1: zero, x2: zero, y1: box.y, y2: bottom, ...faint }),
    h('path', {
      class: 'gl-marginal',
      d: bars.join(''),
      stroke: 'currentColor',
      'stroke-width': dots ? Math.max(1.5, thick) : thick,
      opacity: 0.75,
    }),
    drawAxis({
      // At the top, where no other axis is.
      side: 'top',
      at: box.y,
      scale,
      ticks: thinTicks(fewTicks(scale), { scale, vertical: false, fontSize: smallFont }),
      fontSize: smallFont,
    }),
  ];
}

/** Draws both margins of a panel. */
export function drawMarginals(plan: HeatmapPlan, panel: PanelPlan): Child[] {
  const means = meansOf(panel.facet);
  return [...across(panel, means.columns, plan.spec.unit), ...along(plan, panel, means.rows)];
}
