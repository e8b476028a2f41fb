// The mean of every column above a panel, of every row at its right.
import * as d3 from 'd3';
import { toPixel, type Scale } from '../axis/scale.js';
import { h, type Tree } from '../tree/tree.js';
import { sizes } from './layout.js';
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

/** Where bars begin: at zero, or at the limit nearest to it. */
const baseline = ({ coloring }: PanelPlan): number =>
  Math.max(coloring.limits.vmin, Math.min(coloring.limits.vmax, 0));

/** Values to pixels above a panel. */
const upward = ({ box, coloring }: PanelPlan): Scale => ({
  domain: [coloring.limits.vmin, coloring.limits.vmax],
  range: [box.y - 8, box.y - sizes.marginal + 6],
});

/** One value for each stored column as a line above the panel. */
function lineAbove(panel: PanelPlan, values: ArrayLike<number>): string {
  const { x, facet } = panel;
  const scale = upward(panel);
  const [low, high] = x.domain;
  const shown = Array.from(values, (value, c): [number, number] => [
    (c + 0.5) * facet.pooled,
    value,
  ]).filter(([at]) => at >= low && at <= high);
  const path = d3
    .line<[number, number]>()
    .defined(([, value]) => !Number.isNaN(value))
    .digits(2)
    .x(([at]) => toPixel(x, at))
    .y(([, value]) => toPixel(scale, value));
  return path(shown) ?? '';
}

function across(panel: PanelPlan, means: Float64Array): Tree[] {
  const { box } = panel;
  const zero = toPixel(upward(panel), baseline(panel));
  return [
    h('line', {
      x1: box.x,
      x2: box.x + box.width,
      y1: zero,
      y2: zero,
      stroke: 'currentColor',
      opacity: 0.25,
    }),
    h('path', {
      class: 'gl-marginal',
      d: lineAbove(panel, means),
      fill: 'none',
      stroke: 'currentColor',
    }),
  ];
}

/** Draws the line of one unit over the means above a panel. */
export function drawUnitLine(panel: PanelPlan, unit: number): Tree {
  const { data, stored } = panel.facet;
  const values = data.subarray(unit * stored, (unit + 1) * stored);
  return h('path', {
    class: 'gl-unit-line',
    d: lineAbove(panel, values),
    fill: 'none',
    stroke: '#D55E00',
    'stroke-width': 1.5,
  });
}

function along(plan: HeatmapPlan, panel: PanelPlan, means: Float64Array): Tree {
  const { y, box, coloring } = panel;
  const right = box.x + box.width;
  const scale: Scale = {
    domain: [coloring.limits.vmin, coloring.limits.vmax],
    range: [right + 6, right + sizes.marginal - 4],
  };
  const zero = toPixel(scale, baseline(panel)).toFixed(2);
  const bars: string[] = [];
  for (let shown = Math.floor(y.domain[0]); shown < y.domain[1]; shown++) {
    const mean = means[plan.rows.order?.[shown] ?? shown];
    if (mean === undefined || Number.isNaN(mean)) continue;
    const at = toPixel(y, shown + 0.5);
    if (at < box.y || at > box.y + box.height) continue;
    bars.push(`M${zero} ${at.toFixed(2)}H${toPixel(scale, mean).toFixed(2)}`);
  }
  const thick = Math.max(0.6, Math.min(5, (box.height / (y.domain[1] - y.domain[0])) * 0.6));
  return h('path', {
    class: 'gl-marginal',
    d: bars.join(''),
    stroke: 'currentColor',
    'stroke-width': thick,
    opacity: 0.75,
  });
}

/** Draws both margins of a panel. */
export function drawMarginals(plan: HeatmapPlan, panel: PanelPlan): Tree[] {
  const means = meansOf(panel.facet);
  return [...across(panel, means.columns), along(plan, panel, means.rows)];
}
