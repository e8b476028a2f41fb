// How the values of a heatmap become colours: limits, norm and palette, one for all facets or one for each.
import { chooseMap, quantityShown } from '../color/choose-map.js';
import { makePalette, type Palette } from '../color/palette.js';
import { chooseLimits, type Limits } from '../norm/limits.js';
import { makeNorm, paletteIndex, type Norm } from '../norm/norm.js';
import { barGroups } from './bar-groups.js';
import { sortedOf, type Facet, type HeatmapSpec } from './spec.js';
import { largest, smallest } from '../../../src/lists/extremes.js';

/** The colouring of one facet. `single` follows the data's precision. */
export interface Coloring {
  /** The limits, and whether they bind. */
  readonly limits: Limits;
  /** From a value to its place between 0 and 1. */
  readonly norm: Norm;
  /** What the numbers are taken for. */
  readonly quantity: Facet['quantity'];
  /** From a place to its colour. */
  readonly palette: Palette;
  /** Whether places are worked out in float32. */
  readonly single: boolean;
  /** Equal for colourings that give every value the same colour. */
  readonly key: string;
  /** Whether there are values below vmin, above vmax. */
  readonly under: boolean;
  /** Whether there are values above vmax. */
  readonly over: boolean;
  /** Whether there are values that a log norm has no place for: zero and below. */
  readonly unscaled: boolean;
}

/** The colour of a value, as the RGBA bytes of one pixel in a word; beyond the limits and for NaN the palette's own colours. */
export function colorOf({ norm, palette, single }: Coloring, value: number): number {
  return palette.words[paletteIndex(norm.place(value), palette.size, single)]!;
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

/** What facets that share a bar hold, by what they are and by their numbers. */
function quantityOf({ cmap }: HeatmapSpec, facets: readonly Facet[]): Facet['quantity'] {
  const low = Math.min(0, smallest(facets.map(({ stats }) => stats.min ?? 0)));
  const high = Math.max(0, largest(facets.map(({ stats }) => stats.max ?? 0)));
  return quantityShown(commonQuantity(facets), cmap, [low, high]);
}

function colorTogether(spec: HeatmapSpec, facets: readonly Facet[]): Coloring {
  const quantity = quantityOf(spec, facets);
  const limits = chooseLimits({
    norm: spec.norm,
    quantity,
    vmin: spec.vmin,
    vmax: spec.vmax,
    fit: spec.fit,
    stats: facets.map((facet) => facet.stats),
    sorted: () => merged(facets),
  });
  const off = limits.bound ? spec.alarmcolor : null;
  // As NumPy: float32 in, float32 arithmetic.
  const single = facets.every((facet) => facet.data instanceof Float32Array);
  const { vmin, vmax } = limits;
  const map = chooseMap(spec.cmap, { quantity, norm: spec.norm.type, vmin, vmax });
  const palette = makePalette(map, { under: off, over: off, bad: spec.badcolor });
  return {
    limits,
    quantity,
    norm: makeNorm(spec.norm, { vmin, vmax, single }),
    palette,
    single,
    key: JSON.stringify([spec.norm, vmin, vmax, spec.cmap, map.name, off, spec.badcolor, single]),
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
