// How the values of a heatmap become colours: limits, norm and palette, one for all facets or one for each.
import { colorMap } from '../color/color-map.js';
import { makePalette, type Palette } from '../color/palette.js';
import { chooseLimits, type Limits } from '../norm/limits.js';
import { makeNorm, type Norm } from '../norm/norm.js';
import { barGroups } from './bars.js';
import { sortedOf, type Facet, type HeatmapSpec } from './spec.js';

/** The colouring of one facet. `single` follows the data's precision. */
export interface Coloring {
  readonly limits: Limits;
  readonly norm: Norm;
  readonly palette: Palette;
  readonly single: boolean;
  /** Equal for colourings that give every value the same colour. */
  readonly key: string;
  /** Whether there are values below vmin, above vmax. */
  readonly under: boolean;
  readonly over: boolean;
  /** Whether there are values that a log norm has no place for: zero and below. */
  readonly unscaled: boolean;
}

/** Whether a facet has values below vmin. What a log norm has no place for is not below, it is bad. */
function isUnder(facet: Facet, { norm }: HeatmapSpec, vmin: number): boolean {
  const { min, infinite } = facet.stats;
  if (norm.type !== 'log') return (min !== null && min < vmin) || (infinite?.[0] ?? 0) > 0;
  if (min !== null && min > 0) return min < vmin;
  return sortedOf(facet).find((value) => value > 0 && value < vmin) !== undefined;
}

function merged(facets: readonly Facet[]): Float64Array {
  if (facets.length === 1 && facets[0]) return sortedOf(facets[0]);
  return Float64Array.from(facets.flatMap((facet) => [...sortedOf(facet)])).sort();
}

/** One quantity for facets that share a colour bar: their common one, or plain values. */
function commonQuantity(facets: readonly Facet[]): Facet['quantity'] {
  const kinds = new Set(facets.map((facet) => facet.quantity));
  if (kinds.size === 1) return facets[0]?.quantity ?? 'value';
  const signed = [...kinds].every((kind) => kind === 'gate' || kind === 'hidden');
  return signed ? 'hidden' : kinds.has('cell') ? 'cell' : 'value';
}

function colorTogether(spec: HeatmapSpec, facets: readonly Facet[]): Coloring {
  const limits = chooseLimits({
    norm: spec.norm,
    quantity: commonQuantity(facets),
    vmin: spec.vmin,
    vmax: spec.vmax,
    stats: facets.map((facet) => facet.stats),
    sorted: () => merged(facets),
  });
  const off = limits.bound ? spec.alarmcolor : null;
  const palette = makePalette(colorMap(spec.cmap), { under: off, over: off, bad: spec.badcolor });
  // As NumPy: float32 in, float32 arithmetic.
  const single = facets.every((facet) => facet.data instanceof Float32Array);
  const { vmin, vmax } = limits;
  return {
    limits,
    norm: makeNorm(spec.norm, { vmin, vmax, single }),
    palette,
    single,
    key: JSON.stringify([spec.norm, vmin, vmax, spec.cmap, off, spec.badcolor, single]),
    under: facets.some((facet) => isUnder(facet, spec, vmin)),
    over: facets.some(
      ({ stats }) => (stats.max !== null && stats.max > vmax) || (stats.infinite?.[1] ?? 0) > 0,
    ),
    unscaled:
      spec.norm.type === 'log' &&
      facets.some(({ stats }) => (stats.min ?? 1) <= 0 || (stats.infinite?.[0] ?? 0) > 0),
  };
}

/** The colouring of each facet; those that share a colour bar have the same object. */
export function colorings(spec: HeatmapSpec): Coloring[] {
  const made: Coloring[] = [];
  for (const group of barGroups(spec)) {
    const together = colorTogether(
      spec,
      group.map((facet) => spec.facets[facet]!),
    );
    for (const facet of group) made[facet] = together;
  }
  return made;
}
