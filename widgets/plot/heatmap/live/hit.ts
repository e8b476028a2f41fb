// What is under a pixel of the picture.
import { toValue } from '../../axis/scale.js';
import type { CellPlace } from '../../../state/index.js';
import type { BarBox, Box } from '../boxes.js';
import type { HeatmapPlan, PanelPlan } from '../plan.js';
import { numberAt, sourceOf } from '../tiles.js';

/** A point, in CSS pixels from the picture's top left corner. */
export interface Point {
  /** To the right. */
  readonly x: number;
  /** Downwards. */
  readonly y: number;
}

/** What a point hits: a cell, an axis of a panel, a colour bar, or nothing. */
export type Hit =
  | { readonly kind: 'cell'; readonly panel: PanelPlan; readonly place: CellPlace }
  | { readonly kind: 'axis'; readonly panel: PanelPlan; readonly axis: 'x' | 'y' }
  | { readonly kind: 'bar'; readonly bar: BarBox };

const inside = ({ x, y }: Point, box: Box, margin = 0): boolean =>
  x >= box.x - margin &&
  x < box.x + box.width + margin &&
  y >= box.y - margin &&
  y < box.y + box.height + margin;

const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));

/** The cell of a panel nearest to a point; rows are rows of the matrix whatever their order. */
export function cellAt(plan: HeatmapPlan, panel: PanelPlan, point: Point): CellPlace {
  const { facet, box } = panel;
  const shown = clamp(Math.floor(toValue(panel.y, point.y)), facet.rows);
  return {
    facet: box.facet,
    row: plan.rows.order?.[shown] ?? shown,
    column: clamp(Math.floor(toValue(panel.x, point.x)), facet.columns),
  };
}

/** Finds what is at a point. */
export function hitTest(plan: HeatmapPlan, point: Point): Hit | null {
  for (const panel of plan.panels) {
    const { box, facet } = panel;
    if (inside(point, box) && facet.rows > 0 && facet.columns > 0) {
      return { kind: 'cell', panel, place: cellAt(plan, panel, point) };
    }
    const below = { ...box, y: box.y + box.height, height: box.xTexts ? 30 : 8 };
    if (inside(point, below)) return { kind: 'axis', panel, axis: 'x' };
    const beside = box.yTexts ? plan.layout.left.texts : 8;
    const left = { ...box, x: box.x - beside, width: beside };
    if (inside(point, left)) return { kind: 'axis', panel, axis: 'y' };
  }
  const bar = plan.layout.bars.find((box) => inside(point, box, 6));
  return bar ? { kind: 'bar', bar } : null;
}

/** The place in the picture's order at which a row of the matrix is shown. */
export const shownRow = ({ rows }: HeatmapPlan, row: number): number =>
  rows.order ? rows.order.indexOf(row) : row;

/** The number of a cell as stored: in an overview that of the run of columns it belongs to. */
export function storedValue(plan: HeatmapPlan, { facet, row, column }: CellPlace): number {
  const panel = plan.panels[facet];
  if (!panel) return NaN;
  return numberAt(sourceOf(panel, plan.spec.tiles?.[facet] ?? null), row, column).value;
}
