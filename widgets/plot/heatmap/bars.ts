// Colour bars: which facets share one, how much room they take, where they stand.
import { textWidth } from '../text/measure.js';
import { barTicks } from './bar-ticks.js';
import type { Coloring } from './colors.js';
import { sizes, type BarBox, type PanelBox } from './layout.js';
import type { HeatmapSpec } from './spec.js';

/** Facets by the colour bar that they share, in order. */
export function barGroups({ facets, sharedColorbar, sharedBy }: HeatmapSpec): number[][] {
  const all = facets.map((_, i) => i);
  if (!sharedColorbar) return all.map((i) => [i]);
  if (sharedBy !== 'quantity') return all.length > 0 ? [all] : [];
  const kinds = [...new Set(facets.map(({ quantity }) => quantity))];
  return kinds.map((kind) => all.filter((i) => facets[i]!.quantity === kind));
}

/** Whether the bars stand at the right of all panels, not each beside its own. */
export const barsTogether = (spec: HeatmapSpec): boolean =>
  spec.sharedColorbar || spec.facets.length === 1;

/** What the swatch below a bar stands for: cells that have no place on it. Empty when there are none. */
export function badText({ facets }: HeatmapSpec, { unscaled }: Coloring): string {
  const nan = facets.some(({ stats }) => stats.nan > 0) ? ['NaN'] : [];
  return [...nan, ...(unscaled ? ['≤ 0'] : [])].join(', ');
}

/** Which arrows a bar carries: as told, or where there are values beyond its limits. */
export function extendOf(spec: HeatmapSpec, coloring: Coloring): { under: boolean; over: boolean } {
  if (spec.extend === 'auto') return { under: coloring.under, over: coloring.over };
  return {
    under: spec.extend === 'min' || spec.extend === 'both',
    over: spec.extend === 'max' || spec.extend === 'both',
  };
}

/** Room of one bar with its gap, ticks and label. */
function roomOf(spec: HeatmapSpec, coloring: Coloring): number {
  const texts = [
    ...barTicks(spec.norm.type, coloring.norm, 200).map((tick) => tick.text),
    badText(spec, coloring),
  ];
  const widest = Math.max(...texts.map((text) => textWidth(text, sizes.font)));
  return sizes.gap + sizes.bar + 9 + widest + (spec.colorbarLabel ? sizes.label + 8 : 0);
}

/** Room that each bar takes, one for each group; none without bars. */
export function barRooms(spec: HeatmapSpec, colorings: readonly Coloring[]): number[] {
  if (!spec.colorbar) return [];
  return barGroups(spec).flatMap(([first]) => {
    const coloring = first === undefined ? undefined : colorings[first];
    return coloring ? [roomOf(spec, coloring)] : [];
  });
}

/** The bar beside `panel`: 5 % of its length is left for an arrow at each end, as in matplotlib, and room for the swatch. */
function placeBar(
  spec: HeatmapSpec,
  coloring: Coloring,
  panel: { facet: number; x: number; y: number; height: number },
): BarBox {
  const arrows = extendOf(spec, coloring);
  const arrow = Math.round(panel.height * 0.05);
  const swatch = badText(spec, coloring) === '' ? 0 : 24;
  const taken = swatch + (arrows.over ? arrow : 0) + (arrows.under ? arrow : 0);
  return {
    facet: panel.facet,
    x: panel.x,
    y: panel.y + (arrows.over ? arrow : 0),
    width: sizes.bar,
    height: Math.max(10, panel.height - taken),
    caption: '',
  };
}

/** The titles of the facets that share a bar, or their first words where there is no room for more: `i f o`. */
function captionOf(titles: readonly string[], room: number): string {
  const full = titles.join(' ');
  if (textWidth(full, sizes.panelTitle) <= room) return full;
  return titles.map((title) => title.split(' ')[0]).join(' ');
}

/** Places the bars: at the right of all panels, with the names of the facets they are for, or each beside its panel. */
export function placeBars(
  spec: HeatmapSpec,
  panels: readonly PanelBox[],
  colorings: readonly Coloring[],
): BarBox[] {
  const [first, last] = [panels[0], panels.at(-1)];
  if (!spec.colorbar || !first || !last) return [];
  const marginal = spec.marginals ? sizes.marginal : 0;
  if (!barsTogether(spec)) {
    return panels.map((panel) =>
      placeBar(spec, colorings[panel.facet]!, {
        ...panel,
        x: panel.x + panel.width + marginal + sizes.gap,
      }),
    );
  }
  const groups = barGroups(spec);
  const rooms = barRooms(spec, colorings);
  const height = last.y + last.height - first.y;
  let x = Math.max(...panels.map((panel) => panel.x + panel.width)) + marginal + sizes.gap;
  return groups.map((group, i) => {
    const bar = placeBar(spec, colorings[group[0]!]!, { facet: group[0]!, x, y: first.y, height });
    x += rooms[i]!;
    const titles = group.map((facet) => spec.facets[facet]!.title);
    return { ...bar, caption: groups.length > 1 ? captionOf(titles, rooms[i]! - 4) : '' };
  });
}
