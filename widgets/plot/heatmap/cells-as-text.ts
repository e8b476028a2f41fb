// The selected or visible cells as lines of text.
import type { HeatmapPlan, PanelPlan } from './plan.js';

/** A field of a CSV file: in quotes when it must be; a text that a sheet would take for a formula is kept a text. */
export function csvField(text: string, separator: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text;
  return safe.includes('"') || safe.includes('\n') || safe.includes(separator)
    ? `"${safe.replaceAll('"', '""')}"`
    : safe;
}

function blockOf(
  { spec }: HeatmapPlan,
  { facet, x, y }: PanelPlan,
): { rows: [number, number]; columns: [number, number] } {
  if (spec.selection) return spec.selection;
  return {
    rows: [Math.floor(y.domain[0]), Math.min(facet.rows, Math.ceil(y.domain[1]))],
    columns: [Math.floor(x.domain[0]), Math.min(facet.columns, Math.ceil(x.domain[1]))],
  };
}

function linesOf(plan: HeatmapPlan, panel: PanelPlan, separator: string): string[] {
  const { facet } = panel;
  const { spec, rows } = plan;
  const block = blockOf(plan, panel);
  const range = ([from, to]: [number, number], step = 1): number[] =>
    Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, i) => from + i * step);
  const columns = range(block.columns, facet.pooled);
  // A selection names rows of the matrix, a view rows as shown.
  const chosen = range(block.rows).map((row) =>
    spec.selection ? row : (rows.order?.[row] ?? row),
  );
  const head = ['unit', ...columns.map((c) => spec.columnNames?.[c] ?? String(c))];
  const body = chosen.map((row) => {
    const at = row * facet.stored;
    const values = columns.map((c) => String(facet.data[at + Math.floor(c / facet.pooled)] ?? ''));
    return [spec.rowNames?.[row] ?? String(row), ...values];
  });
  const title = facet.title && spec.facets.length > 1 ? [[facet.title]] : [];
  return [...title, head, ...body].map((line) =>
    line.map((f) => csvField(f, separator)).join(separator),
  );
}

/** All panels, one below the other, with units and steps as headings. */
export const cellsAsText = (plan: HeatmapPlan, separator: ',' | '\t'): string =>
  plan.panels.map((panel) => linesOf(plan, panel, separator).join('\n')).join('\n\n') + '\n';
