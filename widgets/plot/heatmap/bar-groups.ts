import type { HeatmapSpec } from './spec.js';

/** Facets by the colour bar that they share, in order. */
export function barGroups({ facets, sharedColorbar, sharedBy }: HeatmapSpec): number[][] {
  const all = facets.map((_, i) => i);
  if (!sharedColorbar) return all.map((i) => [i]);
  if (sharedBy !== 'quantity') return all.length > 0 ? [all] : [];
  const kinds = [...new Set(facets.map(({ quantity }) => quantity))];
  return kinds.map((kind) => all.filter((i) => facets[i]!.quantity === kind));
}

/** Whether bars that several panels share stand below each other, each beside its panels: where the panels do. */
export const barsStacked = (spec: HeatmapSpec): boolean =>
  spec.sharedColorbar && spec.facetDirection === 'column' && barGroups(spec).length > 1;

/** The facets that each bar stands beside: those that share it, or each run of neighbours among them where panels and bars are stacked. */
export function barPlaces(spec: HeatmapSpec): number[][] {
  if (!barsStacked(spec)) return barGroups(spec);
  const runs: number[][] = [];
  spec.facets.forEach(({ quantity }, i) => {
    const run = spec.facets[i - 1]?.quantity === quantity ? runs.at(-1) : undefined;
    if (run) run.push(i);
    else runs.push([i]);
  });
  return runs;
}
