// What is drawn on and around the cells of one panel: frame, edges, separators, axes, title.
import { crisp, drawAxis, drawFrame } from '../axis/axis.js';
import { toPixel } from '../axis/scale.js';
import { chooseTicks, type Tick } from '../axis/ticks.js';
import { fitText } from '../text/measure.js';
import { h, rounded, type Tree } from '../tree/tree.js';
import { sizes, widestName, type PanelBox } from './layout.js';
import type { HeatmapPlan, PanelPlan } from './plan.js';

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
      fitText(name, length - 6, sizes.font),
    );
  });
  return [...lines, ...names];
}

/** Names of the rows as shown: an order of its own needs names, else a number would be taken for a place. */
export function rowNamesShown({ spec, rows }: HeatmapPlan): string[] | null {
  if (!rows.order) return spec.rowNames;
  return Array.from(rows.order, (row) => spec.rowNames?.[row] ?? String(row));
}

const besides = ({ layout }: HeatmapPlan, box: PanelBox): PanelBox[] =>
  layout.panels.filter((other) => other.y === box.y && other.x !== box.x);

/** How far names of columns may reach: half the way to the next panel, to the edge of the picture, or to the colour bar. */
function reachOf(plan: HeatmapPlan, box: PanelBox): [number, number] {
  const others = besides(plan, box);
  const half = sizes.between / 2 - 2;
  const end = box.x + box.width;
  return [
    others.some((other) => other.x < box.x) ? box.x - half : 2,
    end + (others.some((other) => other.x > box.x) ? half : 2 * half),
  ];
}

function ticksOf(plan: HeatmapPlan, panel: PanelPlan): { x: Tick[]; y: Tick[] } {
  const { spec } = plan;
  const fontSize = sizes.font;
  const ordered = plan.rows.order !== null;
  return {
    x: chooseTicks({
      scale: panel.x,
      vertical: false,
      ticks: spec.xticks,
      labels: spec.xticklabels,
      names: spec.columnNames,
      widest: Math.min(widestName, panel.box.width / 2),
      reach: reachOf(plan, panel.box),
      fontSize,
    }),
    y: chooseTicks({
      scale: panel.y,
      vertical: true,
      ticks: ordered ? null : spec.yticks,
      labels: spec.yticklabels,
      names: rowNamesShown(plan)?.map((name) => fitText(name, widestName, fontSize)) ?? null,
      fontSize,
    }),
  };
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
      ticks: ticks.x,
      texts: box.xTexts,
      fontSize,
    }),
    drawAxis({
      side: 'left',
      at: box.x,
      scale: panel.y,
      ticks: ticks.y,
      texts: box.yTexts,
      fontSize,
    }),
  ];
}

/** Pixels that a text below or above the middle of a panel may take: a little more than the panel, but no neighbour's. */
function roomAcross(plan: HeatmapPlan, { box }: PanelPlan, extra: number): number {
  const nearest = Math.min(...besides(plan, box).map((other) => Math.abs(other.x - box.x)));
  return Math.min(box.width + extra, nearest - 8);
}

function drawTexts(plan: HeatmapPlan, panel: PanelPlan): (Tree | false)[] {
  const { spec, layout } = plan;
  const { box, facet } = panel;
  const middle = box.x + box.width / 2;
  const top = box.y - (spec.marginals ? sizes.marginal : 0);
  const { texts, parts, tree } = layout.left;
  const ylabelAt = `translate(${box.x - texts - parts - tree - 6},${box.y + box.height / 2}) rotate(-90)`;
  const fitted = (text: string, room: number, size: number): string => fitText(text, room, size);
  return [
    facet.title !== '' &&
      h(
        'text',
        {
          class: 'gl-panel-title',
          x: middle,
          y: top - 10,
          'text-anchor': 'middle',
          'font-size': sizes.panelTitle,
        },
        fitted(facet.title, roomAcross(plan, panel, 60), sizes.panelTitle),
      ),
    spec.xlabel !== '' &&
      box.xTexts &&
      h(
        'text',
        {
          class: 'gl-xlabel',
          x: middle,
          y: box.y + box.height + sizes.font + 25,
          'text-anchor': 'middle',
          'font-size': sizes.label,
        },
        fitted(spec.xlabel, roomAcross(plan, panel, 40), sizes.label),
      ),
    spec.ylabel !== '' &&
      box.yTexts &&
      h(
        'text',
        {
          class: 'gl-ylabel',
          transform: ylabelAt,
          'text-anchor': 'middle',
          'font-size': sizes.label,
        },
        fitted(spec.ylabel, box.height + 30, sizes.label),
      ),
  ];
}

/** Draws everything of a panel but its cells. */
export function drawPanel(plan: HeatmapPlan, panel: PanelPlan): Tree {
  const { box } = panel;
  return h(
    'g',
    { class: 'gl-panel', fill: 'currentColor', 'font-size': sizes.font },
    drawEdges(plan, panel),
    drawParts(plan, panel),
    drawFrame(box, 'gl-frame'),
    drawAxes(plan, panel),
    drawTexts(plan, panel),
  );
}
