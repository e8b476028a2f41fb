// Where everything of a heatmap stands, in pixels.
import { textWidth } from '../text/measure.js';
import { formatCount } from '../text/format.js';
import { barRooms, barsTogether, placeBars } from './bars.js';
import type { Coloring } from './colors.js';
import type { HeatmapSpec } from './spec.js';

/** A rectangle. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The cells of one facet, and which of its axes carry texts: where neighbours share an axis, only the outer ones do. */
export interface PanelBox extends Box {
  readonly facet: number;
  readonly xTexts: boolean;
  readonly yTexts: boolean;
}

/** One colour bar (the gradient alone, arrows stand outside); `facet` tells whose colouring it shows. */
export interface BarBox extends Box {
  readonly facet: number;
  /** Which facets it is for, where there are several bars. */
  readonly caption: string;
}

/** The whole picture. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly panels: readonly PanelBox[];
  readonly bars: readonly BarBox[];
  readonly titleAt: number;
  /** Baseline of the line of notes at the bottom. */
  readonly noteAt: number;
  /** Widths of what stands at the left of a panel, from the panel outwards. */
  readonly left: { readonly texts: number; readonly parts: number; readonly tree: number };
}

/** Sizes of text and parts, in pixels. */
export const sizes = {
  font: 11,
  label: 12,
  title: 14,
  panelTitle: 12.5,
  note: 10.5,
  bar: 14,
  gap: 14,
  /** Marginal means above and at the right of a panel. */
  marginal: 52,
  tree: 54,
  /** Between panels that share an axis. */
  between: 20,
} as const;

/** Names are written in full up to this width. */
export const widestName = 130;

/** Whether rows are known by names in the picture: an order of its own needs them, else a number would be taken for a place. */
const named = (spec: HeatmapSpec): boolean => spec.rowNames !== null || spec.order !== 'none';

const longestRowText = (spec: HeatmapSpec): number => {
  const texts = spec.yticklabels ??
    spec.rowNames ?? [formatCount(Math.max(0, ...spec.facets.map((f) => f.rows)))];
  return Math.min(widestName, Math.max(0, ...texts.map((t) => textWidth(t, sizes.font))));
};

function leftOf(spec: HeatmapSpec): Layout['left'] {
  // The means above a panel have ticks too.
  const texts = Math.max(longestRowText(spec), spec.marginals ? 34 : 0);
  return {
    texts: texts + 10,
    parts: spec.partNames.length > 0 ? 18 : 0,
    tree: spec.order === 'cluster' ? sizes.tree : 0,
  };
}

/** Where the panels of a grid begin along one direction, and how long each is. */
interface Track {
  readonly count: number;
  readonly size: number;
  readonly starts: readonly number[];
  readonly end: number;
}

/** Lays `count` panels of one size side by side, each with what stands before and after it. */
function makeTrack(
  count: number,
  size: number,
  margins: { start: number; before(i: number): number; after(i: number): number },
): Track {
  const starts: number[] = [];
  let at = margins.start;
  for (let i = 0; i < count; i++) {
    at += margins.before(i);
    starts.push(Math.round(at));
    at += size + margins.after(i);
  }
  return { count, size, starts, end: at };
}

const same = (values: readonly number[]): boolean => new Set(values).size <= 1;

function across(spec: HeatmapSpec, colorings: readonly Coloring[], width: number): Track {
  const left = leftOf(spec);
  const rooms = barRooms(spec, colorings);
  const together = barsTogether(spec);
  const outer = together ? rooms.reduce((sum, room) => sum + room, 0) : 0;
  const full = left.texts + left.parts + left.tree + (spec.ylabel ? sizes.label + 8 : 0);
  const shared = same(spec.facets.map((facet) => facet.rows));
  const before = (i: number): number => (i === 0 || !shared ? full : sizes.between);
  const after = (together ? 0 : Math.max(0, ...rooms)) + (spec.marginals ? sizes.marginal : 0);
  const count = Math.max(1, spec.facets.length);
  const room = Math.max(60, width - 12 - outer);
  const taken = (columns: number): number =>
    Array.from({ length: columns }, (_, i) => before(i) + after).reduce((a, b) => a + b, 0);
  let fitting = 1;
  while (fitting < count && taken(fitting + 1) + (fitting + 1) * 150 <= room) fitting++;
  // Fill the rows evenly: four panels as 2 + 2 and not as 3 + 1.
  const columns =
    spec.facetDirection === 'column' ? 1 : Math.ceil(count / Math.ceil(count / fitting));
  const size = Math.max(20, Math.floor((room - taken(columns)) / columns));
  return makeTrack(columns, size, { start: 4, before, after: () => after });
}

function naturalHeight(spec: HeatmapSpec, gridRows: number): number {
  const rows = Math.max(1, ...spec.facets.map((f) => f.rows));
  if (gridRows > 1) return Math.max(96, Math.min(220, rows * 7));
  // Names are worth the room that they need.
  return named(spec)
    ? Math.max(120, Math.min(420, rows * sizes.font * 1.16))
    : Math.max(120, Math.min(340, rows * 10));
}

function down(spec: HeatmapSpec, columns: number): Track {
  const count = Math.ceil(Math.max(1, spec.facets.length) / columns);
  const start = spec.title ? sizes.title + 14 : 6;
  const top =
    (spec.facets.some((f) => f.title) ? sizes.panelTitle + 13 : 8) +
    (spec.marginals ? sizes.marginal : 0);
  const full = sizes.font + 12 + (spec.xlabel ? sizes.label + 8 : 0);
  // A last row that is not full leaves panels above it without a neighbour.
  const isFull = spec.facets.length % columns === 0;
  const shared = same(spec.facets.map((facet) => facet.columns)) && isFull;
  const after = (i: number): number => (i === count - 1 || !shared ? full : sizes.between);
  const taken = Array.from({ length: count }, (_, i) => top + after(i)).reduce((a, b) => a + b, 0);
  const given = spec.height === null ? null : (spec.height - start - 20 - taken) / count;
  const size = Math.max(20, Math.round(given ?? naturalHeight(spec, count)));
  return makeTrack(count, size, { start, before: () => top, after });
}

/** Lays the picture out in `width` pixels; its height follows from the rows unless the spec gives one. */
export function layoutHeatmap(
  spec: HeatmapSpec,
  colorings: readonly Coloring[],
  width: number,
): Layout {
  const columns = across(spec, colorings, width);
  const rows = down(spec, columns.count);
  const sharedX = same(spec.facets.map((facet) => facet.columns));
  const sharedY = same(spec.facets.map((facet) => facet.rows));
  const isFull = spec.facets.length % columns.count === 0;
  const panels = spec.facets.map((_, facet): PanelBox => {
    const [column, row] = [facet % columns.count, Math.floor(facet / columns.count)];
    return {
      facet,
      x: columns.starts[column]!,
      y: rows.starts[row]!,
      width: columns.size,
      height: rows.size,
      xTexts: !sharedX || !isFull || row === rows.count - 1,
      yTexts: !sharedY || column === 0,
    };
  });
  const height = Math.round(rows.end) + 20;
  return {
    width,
    height,
    panels,
    bars: placeBars(spec, panels, colorings),
    titleAt: sizes.title + 6,
    noteAt: height - 6,
    left: leftOf(spec),
  };
}
