// Colour bars: which facets share one, how much room they take, where they stand.
import { textWidth } from '../text/measure.js';
import { gateWords } from '../text/words.js';
import { barPlaces, barsStacked } from './bar-groups.js';
import { barTicks } from './bar-ticks.js';
import type { Coloring } from './colors.js';
import type { BarBox, PanelBox } from './boxes.js';
import { sizes } from './sizes.js';
import type { HeatmapSpec } from './spec.js';
import { largest } from '../../../src/lists/extremes.js';

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

/** The letter of a series, without the direction that it runs in. */
const letterOf = (title: string): string => title.split(' ')[0]!.replace(/^(for|back)ward_/, '');

/** The titles of the facets that share a bar: in full where they are short, else the letters of gates and states, each once. */
function namesOf(titles: readonly string[]): string {
  const full = titles.filter((title) => title !== '').join(', ');
  const letters = [...new Set(titles.map(letterOf))];
  const known = letters.every((letter) => letter === 'c' || Object.hasOwn(gateWords, letter));
  return known ? letters.join(', ') : full;
}

/** What is written along each bar. */
function labelsOf(spec: HeatmapSpec): string[] {
  const groups = barPlaces(spec);
  const { colorbarLabel: label } = spec;
  if (groups.length < 2 || !barsTogether(spec) || barsStacked(spec)) return groups.map(() => label);
  return groups.map((group) => {
    const names = namesOf(group.map((facet) => spec.facets[facet]!.title));
    return label && names ? `${label}: ${names}` : label || names;
  });
}

/** Room of one bar with its gap, ticks and label. */
function roomOf(spec: HeatmapSpec, coloring: Coloring, label: string): number {
  const texts = [
    ...barTicks(spec.norm.type, coloring.norm, 200).map((tick) => tick.text),
    badText(spec, coloring),
  ];
  const widest = largest(texts.map((text) => textWidth(text, sizes.font)));
  return sizes.gap + sizes.bar + 9 + widest + (label ? sizes.label + 8 : 0);
}

/** Room that each bar takes, one for each group; none without bars. */
export function barRooms(spec: HeatmapSpec, colorings: readonly Coloring[]): number[] {
  if (!spec.colorbar) return [];
  const labels = labelsOf(spec);
  return barPlaces(spec).flatMap(([first], i) => {
    const coloring = first === undefined ? undefined : colorings[first];
    return coloring ? [roomOf(spec, coloring, labels[i]!)] : [];
  });
}

/** The bar beside `panel`: 5 % of its length is left for an arrow at each end, as in matplotlib, and room for the swatch. */
function placeBar(
  spec: HeatmapSpec,
  coloring: Coloring,
  panel: { facet: number; x: number; y: number; height: number; label: string },
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
    label: panel.label,
  };
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
        label: spec.colorbarLabel,
        x: panel.x + panel.width + marginal + sizes.gap,
      }),
    );
  }
  const groups = barPlaces(spec);
  const [rooms, labels] = [barRooms(spec, colorings), labelsOf(spec)];
  const height = last.y + last.height - first.y;
  const stacked = barsStacked(spec);
  let x = largest(panels.map((panel) => panel.x + panel.width)) + marginal + sizes.gap;
  return groups.map((group, i) => {
    const [top, bottom] = [panels[group[0]!]!, panels[group.at(-1)!]!];
    const along = stacked
      ? { y: top.y, height: bottom.y + bottom.height - top.y }
      : { y: first.y, height };
    const place = { facet: group[0]!, x, ...along, label: labels[i]! };
    x += stacked ? 0 : rooms[i]!;
    return placeBar(spec, colorings[group[0]!]!, place);
  });
}
