// What pointer, keys and buttons do to a heatmap: every action is a change of its state.
import type { CellPlace, HeatmapState, SharedTraits } from '../../../state/index.js';
import type { HeatmapPlan, PanelPlan } from '../plan.js';
import { shownRow } from './hit.js';
import { panRange, rangeAround, zoomRange, type Range } from './ranges.js';

/** Changes of the state, as the model takes them. */
export type Changes = Partial<
  SharedTraits & Pick<HeatmapState, 'order' | 'aggregate' | 'cmap' | 'fit'>
>;

/** Zooms one axis or both about a cell of a panel. */
export function zoomAt(
  panel: PanelPlan,
  axes: 'x' | 'y' | 'both',
  factor: number,
  about: [number, number],
): Changes {
  const changes: Changes = {};
  const { facet, x, y } = panel;
  if (axes !== 'y') changes.xlim = zoomRange(x.domain, factor, about[0], facet.columns);
  if (axes !== 'x') changes.ylim = zoomRange(y.domain, factor, about[1], facet.rows);
  return changes;
}

/** Shows the brushed block alone, steps and (in their stored order) units; null where none is brushed, or nothing but it is in sight. */
export function zoomToBrush(
  selection: SharedTraits['selection'],
  { rows }: HeatmapPlan,
  panel: PanelPlan,
): Changes | null {
  if (!selection) return null;
  const within = ([from, to]: Range, [low, high]: readonly [number, number]): boolean =>
    to - from > 1 && from >= low && to <= high && to - from < high - low;
  const columns = within(selection.columns, panel.x.domain);
  const units = !rows.order && within(selection.rows, panel.y.domain);
  if (!columns && !units) return null;
  return {
    ...(columns && { xlim: selection.columns }),
    ...(units && { ylim: selection.rows }),
  };
}

/** Moves the visible ranges by cells. Ranges that show everything stay null. */
export function panBy(
  panel: PanelPlan,
  start: { x: Range; y: Range },
  by: [number, number],
): Changes {
  const { facet } = panel;
  const xlim = panRange(start.x, by[0], facet.columns);
  const ylim = panRange(start.y, by[1], facet.rows);
  return {
    xlim: xlim[1] - xlim[0] >= facet.columns ? null : xlim,
    ylim: ylim[1] - ylim[0] >= facet.rows ? null : ylim,
  };
}

/** Shows everything, with limits chosen anew. */
export const resetView = (): Changes => ({ xlim: null, ylim: null, selection: null });

/** Ranges that bring a cell into sight; nothing changes when it is there already. */
export function revealCell(plan: HeatmapPlan, place: CellPlace): Changes {
  const panel = plan.panels[place.facet];
  if (!panel) return {};
  const { spec } = plan;
  const row = shownRow(plan, place.row);
  return {
    ...(spec.xlim
      ? { xlim: rangeAround([...panel.x.domain], place.column, panel.facet.columns) }
      : {}),
    ...(spec.ylim ? { ylim: rangeAround([...panel.y.domain], row, panel.facet.rows) } : {}),
  };
}

/** A single cell as a selection. */
export const selectCell = ({ row, column }: CellPlace): Changes => ({
  selection: { rows: [row, row + 1], columns: [column, column + 1] },
  step: column,
  unit: row,
});

/**
 * The block between two cells. Rows in an order of their own are no block of the matrix: then a brush over several takes
 * all rows of the columns.
 */
export function selectBlock(plan: HeatmapPlan, from: CellPlace, to: CellPlace): Changes {
  const columns: Range = [Math.min(from.column, to.column), Math.max(from.column, to.column) + 1];
  const all: Range = [0, plan.panels[from.facet]?.facet.rows ?? 0];
  const between: Range = [Math.min(from.row, to.row), Math.max(from.row, to.row) + 1];
  const rows = plan.rows.order && from.row !== to.row ? all : between;
  return { selection: { rows, columns } };
}
