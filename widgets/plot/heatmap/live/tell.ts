// What a cell says: the tooltip's lines and the sentence that is read aloud.
import type { CellPlace } from '../../../state/index.js';
import { formatExact, formatShort } from '../../text/numbers.js';
import type { Say } from '../../text/words.js';
import type { HeatmapPlan, PanelPlan } from '../plan.js';
import { numberAt, sourceOf } from '../tiles.js';

const named = (names: readonly string[] | null, index: number): string =>
  names?.[index] === undefined ? String(index) : `${index} (${names[index]})`;

/** The value with all its digits; of an overview the mean with the range it was made of. */
export function valueText(plan: HeatmapPlan, panel: PanelPlan, place: CellPlace, say: Say): string {
  const source = sourceOf(panel, plan.spec.tiles?.[place.facet] ?? null);
  const { value, low, high } = numberAt(source, place.row, place.column);
  if (source.pooled === 1) return formatExact(value, source.data instanceof Float32Array);
  const range = `${say('min')} ${formatShort(low)}, ${say('max')} ${formatShort(high)}`;
  return `${say('mean')} (${source.pooled}) ${formatShort(value)}, ${range}`;
}

/** Unit, step and value of a cell, one line each; `exact` replaces an overview's value once the kernel has told it. */
export function tellCell(
  plan: HeatmapPlan,
  place: CellPlace,
  say: Say,
  exact: string | null,
): string[] {
  const panel = plan.panels[place.facet];
  if (!panel) return [];
  const { spec } = plan;
  const lines = [
    `${say('unit')} ${named(spec.rowNames, place.row)}`,
    `${say('step')} ${named(spec.columnNames, place.column)}`,
    `${say('value')} ${exact ?? valueText(plan, panel, place, say)}`,
  ];
  return panel.facet.title && spec.facets.length > 1 ? [panel.facet.title, ...lines] : lines;
}
