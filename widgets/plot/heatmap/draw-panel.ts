// What is drawn on and around the cells of one panel: frame, edges, separators, axes, title.
import { crisp, drawAxis, drawFrame } from '../axis/axis.js';
import { toPixel } from '../axis/scale.js';
import { boldness, fitText } from '../text/measure.js';
import { h, rounded, type Tree } from '../tree/tree.js';
import { drawTexts } from './panel-texts.js';
import { ticksOf } from './panel-ticks.js';
import type { HeatmapPlan, PanelPlan } from './plan.js';
import { sizes } from './sizes.js';
import type { Say } from '../text/words.js';

/** Cells narrower or lower than this many pixels lose their edges in `auto`. */
export const edgeThreshold = 6;

/** Pixels of one cell, across and up. */
export function cellSize({ x, y, box }: PanelPlan): { width: number; height: number } {
  return {
    width: box.width / (x.domain[1] - x.domain[0]),
    height: box.height / (y.domain[1] - y.domain[0]),
  };
}

/** Whether edges were asked for, and whether the cells are large enough to show them. */
export function edgesOf({ spec }: HeatmapPlan, panel: PanelPlan): 'none' | 'hidden' | 'drawn' {
  if (spec.edgecolors === 'none') return 'none';
  const { width, height } = cellSize(panel);
  return spec.edges === 'always' || Math.min(width, height) >= edgeThreshold ? 'drawn' : 'hidden';
}

function gridPath({ x, y, box }: PanelPlan): string {
  const lines: string[] = [];
  const at = (pixel: number): number => rounded(pixel);
  for (let c = Math.ceil(x.domain[0]); c <= Math.floor(x.domain[1]); c++) {
    lines.push(`M${at(toPixel(x, c))} ${box.y}v${box.height}`);
  }
  for (let r = Math.ceil(y.domain[0]); r <= Math.floor(y.domain[1]); r++) {
    lines.push(`M${box.x} ${at(toPixel(y, r))}h${box.width}`);
  }
  return lines.join('');
}

/** Edges as pcolor strokes them: a quarter of a point wide. */
function drawEdges(plan: HeatmapPlan, panel: PanelPlan): Tree | null {
  if (edgesOf(plan, panel) !== 'drawn') return null;
  return h('path', {
    class: 'gl-edges',
    d: gridPath(panel),
    fill: 'none',
    stroke: plan.spec.edgecolors === 'k' ? 'black' : plan.spec.edgecolors,
    'stroke-width': 0.35,
  });
}

/** Lines between the parts (gates) of a matrix, and the names of the parts. They need the rows in their own order. */
function drawParts({ spec, rows, layout }: HeatmapPlan, panel: PanelPlan): (Tree | null)[] {
  if (rows.order) return [];
  const { box, y, facet } = panel;
  const [low, high] = y.domain;
  const lines = spec.separators
    .filter((row) => row > low && row < high)
    .map((row) => crisp(toPixel(y, row)))
    .flatMap((at) => [
      h('line', {
        x1: box.x,
        x2: box.x + box.width,
        y1: at,
        y2: at,
        stroke: 'white',
        'stroke-width': 3,
      }),
      h('line', { x1: box.x, x2: box.x + box.width, y1: at, y2: at, stroke: 'black' }),
    ]);
  const bounds = [0, ...spec.separators, facet.rows];
  const names = (box.yTexts ? spec.partNames : []).map((name, i) => {
    const [from, to] = [Math.max(low, bounds[i] ?? 0), Math.min(high, bounds[i + 1] ?? 0)];
    if (to <= from) return null;
    const length = Math.abs(toPixel(y, to) - toPixel(y, from));
    const at = `translate(${rounded(box.x - layout.left.texts - 4)},${rounded(toPixel(y, (from + to) / 2))}) rotate(-90)`;
    return h(
      'text',
      { transform: at, 'text-anchor': 'middle', 'font-weight': 600, fill: 'currentColor' },
      fitText(name, (length - 6) / boldness, sizes.font),
    );
  });
  return [...lines, ...names];
}

function drawAxes(plan: HeatmapPlan, panel: PanelPlan): Tree[] {
  const { box } = panel;
  const ticks = ticksOf(plan, panel);
  const fontSize = sizes.font;
  return [
    drawAxis({
      side: 'bottom',
      at: box.y + box.height,
      scale: panel.x,
      ticks: ticks.x.ticks,
      texts: box.xTexts,
      fontSize,
      turned: plan.layout.upright,
    }),
    drawAxis({
      side: 'left',
      at: box.x,
      scale: panel.y,
      ticks: ticks.y.ticks,
      texts: box.yTexts,
      fontSize,
    }),
  ];
}

/** Draws everything of a panel but its cells. */
export function drawPanel(plan: HeatmapPlan, panel: PanelPlan, say: Say): Tree {
  const { box } = panel;
  return h(
    'g',
    { class: 'gl-panel', fill: 'currentColor', 'font-size': sizes.font },
    drawEdges(plan, panel),
    drawParts(plan, panel),
    drawFrame(box, 'gl-frame'),
    drawAxes(plan, panel),
    drawTexts(plan, panel, say),
  );
}
