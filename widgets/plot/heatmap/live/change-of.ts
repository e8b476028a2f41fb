// What must be drawn anew when a spec follows another.
import type { CellPlace } from '../../../state/index.js';
import type { HeatmapSpec } from '../spec.js';

const overlayOnly: ReadonlySet<string> = new Set(['hover', 'selection', 'step', 'unit']);

/** Facets are opened anew each time, but those that did not change stay the same objects. */
const sameFacets = (a: HeatmapSpec, b: HeatmapSpec): boolean =>
  a.facets.length === b.facets.length && a.facets.every((facet, i) => facet === b.facets[i]);

/** Nothing, what lies over the cells, or everything. */
export function changeOf(before: HeatmapSpec, after: HeatmapSpec): 'nothing' | 'overlay' | 'all' {
  const keys = Object.keys(after) as (keyof HeatmapSpec)[];
  const changed = keys.filter((key) =>
    key === 'facets' ? !sameFacets(before, after) : before[key] !== after[key],
  );
  if (changed.length === 0) return 'nothing';
  // The axis above a panel covers the unit whose line is drawn there.
  if (after.marginals && changed.includes('unit')) return 'all';
  return changed.every((key) => overlayOnly.has(key)) ? 'overlay' : 'all';
}

/** The single cell that became the selection, if one did. */
export function newlyChosen(before: HeatmapSpec, { selection }: HeatmapSpec): CellPlace | null {
  if (!selection || selection === before.selection) return null;
  const { rows, columns } = selection;
  const single = rows[1] - rows[0] === 1 && columns[1] - columns[0] === 1;
  return single ? { facet: 0, row: rows[0], column: columns[0] } : null;
}
