// What lies over the cells and follows the pointer: crosshair, selection, the step and unit that are looked at.
import { toPixel } from '../../axis/scale.js';
import type { CellBlock, CellPlace } from '../../../state/index.js';
import { h, rounded, type Tree } from '../../tree/tree.js';
import type { HeatmapPlan, PanelPlan } from '../plan.js';
import { drawUnitLine } from '../draw-marginals.js';
import type { Box } from '../boxes.js';
import { shownRow } from './hit.js';

const spanOf = (a: number, b: number): { at: number; length: number } => ({
  at: Math.min(a, b),
  length: Math.abs(b - a),
});

/** The pixels of a block of cells, cut to the panel; null when it is out of sight. */
function boxOf({ x, y, box }: PanelPlan, block: CellBlock): Box | null {
  const across = spanOf(
    Math.max(box.x, Math.min(box.x + box.width, toPixel(x, block.columns[0]))),
    Math.max(box.x, Math.min(box.x + box.width, toPixel(x, block.columns[1]))),
  );
  const up = spanOf(
    Math.max(box.y, Math.min(box.y + box.height, toPixel(y, block.rows[0]))),
    Math.max(box.y, Math.min(box.y + box.height, toPixel(y, block.rows[1]))),
  );
  if (across.length === 0 || up.length === 0) return null;
  return { x: across.at, y: up.at, width: across.length, height: up.length };
}

/** Two strokes, black around white, are seen on every colour. */
function outlined(d: string, width: number, dashed = false): Tree[] {
  const dash = dashed ? { 'stroke-dasharray': '4 3' } : {};
  return [
    h('path', { d, fill: 'none', stroke: 'black', 'stroke-width': width + 1.5, opacity: 0.85 }),
    h('path', { d, fill: 'none', stroke: 'white', 'stroke-width': width, ...dash }),
  ];
}

const rectangle = (box: Box, grow = 0): string =>
  `M${rounded(box.x - grow)} ${rounded(box.y - grow)}h${rounded(box.width + 2 * grow)}` +
  `v${rounded(box.height + 2 * grow)}h${rounded(-box.width - 2 * grow)}Z`;

function drawCrosshair(
  plan: HeatmapPlan,
  panel: PanelPlan,
  place: CellPlace,
  focused: boolean,
): Tree[] {
  const { box } = panel;
  const row = shownRow(plan, place.row);
  const cell = boxOf(panel, { rows: [row, row + 1], columns: [place.column, place.column + 1] });
  if (!cell) return [];
  const [cx, cy] = [rounded(cell.x + cell.width / 2), rounded(cell.y + cell.height / 2)];
  // The lines stop before the cell, so that its colour can be seen.
  const gapX = cell.width / 2 + 3;
  const gapY = cell.height / 2 + 3;
  const lines =
    `M${box.x} ${cy}H${rounded(Math.max(box.x, cx - gapX))}M${rounded(Math.min(box.x + box.width, cx + gapX))} ${cy}H${box.x + box.width}` +
    `M${cx} ${box.y}V${rounded(Math.max(box.y, cy - gapY))}M${cx} ${rounded(Math.min(box.y + box.height, cy + gapY))}V${box.y + box.height}`;
  return [
    h('g', { class: 'gl-crosshair', opacity: 0.8 }, outlined(lines, 0.6)),
    h('g', { class: 'gl-cursor' }, outlined(rectangle(cell, 1.5), focused ? 2.5 : 1.2)),
  ];
}

/** A block of the matrix as blocks of neighbouring rows shown: an order of its own may take it apart. */
function shownBlocks(plan: HeatmapPlan, block: CellBlock): CellBlock[] {
  if (!plan.rows.order) return [block];
  const rows = Array.from({ length: block.rows[1] - block.rows[0] }, (_, i) =>
    shownRow(plan, block.rows[0] + i),
  ).sort((a, b) => a - b);
  const blocks: CellBlock[] = [];
  for (const row of rows) {
    const last = blocks.at(-1);
    if (last && last.rows[1] === row) last.rows[1] = row + 1;
    else blocks.push({ rows: [row, row + 1], columns: block.columns });
  }
  return blocks;
}

/** The parts of the overlay that the views of a trace share. */
export interface Marks {
  /** The cell under the pointer or the keyboard's cursor. */
  readonly hover: CellPlace | null;
  /** The block that was brushed. */
  readonly selection: CellBlock | null;
  /** The step that is looked at. */
  readonly step: number | null;
  /** The unit that is looked at. */
  readonly unit: number | null;
}

/** A small triangle outside the frame that points at a cell, so that the cells themselves need not be covered. */
const triangle = (x: number, y: number, towards: 'down' | 'left'): Tree =>
  h('path', {
    d:
      towards === 'down'
        ? `M${rounded(x)} ${rounded(y)}l-4.5 -7h9Z`
        : `M${rounded(x)} ${rounded(y)}l7 -4.5v9Z`,
    fill: 'currentColor',
  });

/** Thin lines on both sides of a column or row; one in the middle where it is narrower than they would be. */
function drawSides(panel: PanelPlan, cells: Box, along: 'x' | 'y'): Tree {
  const { box } = panel;
  const upright = along === 'x';
  const [from, length] = upright ? [cells.x, cells.width] : [cells.y, cells.height];
  const places = length < 4 ? [from + length / 2] : [from, from + length];
  const d = places
    .map((at) =>
      upright ? `M${rounded(at)} ${box.y}v${box.height}` : `M${box.x} ${rounded(at)}h${box.width}`,
    )
    .join('');
  return h('g', { class: upright ? 'gl-step' : 'gl-unit' }, [
    h('path', { d, stroke: 'white', 'stroke-width': 2.4, opacity: 0.6 }),
    h('path', { d, stroke: 'black', 'stroke-width': 0.9, opacity: 0.85 }),
  ]);
}

function drawMarks(plan: HeatmapPlan, panel: PanelPlan, marks: Marks): Tree[] {
  const { facet, box } = panel;
  const trees: Tree[] = [];
  if (marks.step !== null && marks.step < facet.columns) {
    const cells = boxOf(panel, {
      rows: [...panel.y.domain],
      columns: [marks.step, marks.step + 1],
    });
    if (cells) trees.push(drawSides(panel, cells, 'x'));
    if (cells) trees.push(triangle(cells.x + cells.width / 2, box.y - 1.5, 'down'));
  }
  if (marks.unit !== null && marks.unit < facet.rows) {
    const row = shownRow(plan, marks.unit);
    const cells = boxOf(panel, { rows: [row, row + 1], columns: [...panel.x.domain] });
    if (plan.spec.marginals) trees.push(drawUnitLine(panel, marks.unit));
    if (cells) trees.push(drawSides(panel, cells, 'y'));
    if (cells) trees.push(triangle(box.x + box.width + 1.5, cells.y + cells.height / 2, 'left'));
  }
  return trees;
}

/** Draws the overlay. Every panel shows the same marks, so that facets can be compared. */
export function drawOverlay(plan: HeatmapPlan, marks: Marks, focused: boolean): Tree[] {
  return plan.panels.map((panel) =>
    h(
      'g',
      { class: 'gl-overlay' },
      drawMarks(plan, panel, marks),
      marks.selection &&
        shownBlocks(plan, marks.selection)
          .map((block) => boxOf(panel, block))
          .filter((box) => box !== null)
          .map((box) => h('g', { class: 'gl-selection' }, outlined(rectangle(box), 1.5))),
      marks.hover &&
        drawCrosshair(plan, panel, marks.hover, focused && marks.hover.facet === panel.box.facet),
    ),
  );
}
