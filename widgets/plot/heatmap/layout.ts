// Where everything of a heatmap stands, in pixels.
import { boldness, textWidth, wrapText } from '../text/measure.js';
import { lineHeight } from '../text/lines-of-text.js';
import { timeMargins } from '../axis/time-margins.js';
import { formatCount } from '../text/format.js';
import { barsStacked } from './bar-groups.js';
import { barRooms, barsTogether, placeBars } from './bars.js';
import type { Layout, PanelBox } from './boxes.js';
import type { Coloring } from './colors.js';
import { columnNameRoom } from './column-names.js';
import { sizes, widestName } from './sizes.js';
import type { HeatmapSpec } from './spec.js';
import { largest } from '../../../src/lists/extremes.js';

/** Whether rows are known by names in the picture: an order of its own needs them, else a number would be taken for a place. */
const named = (spec: HeatmapSpec): boolean => spec.rowNames !== null || spec.order !== 'none';

const longestRowText = (spec: HeatmapSpec): number => {
  const texts = spec.yticklabels ??
    spec.rowNames ?? [formatCount(Math.max(0, largest(spec.facets.map((f) => f.rows))))];
  return Math.min(widestName, Math.max(0, largest(texts.map((t) => textWidth(t, sizes.font)))));
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

/** Pixels before the first panel's margin. */
const trackStart = 4;

/** Whether all panels stand below each other. */
const isOneColumn = ({ facets, facetDirection }: HeatmapSpec): boolean =>
  facets.length === 1 || facetDirection === 'column';

function across(spec: HeatmapSpec, colorings: readonly Coloring[], width: number): Track {
  const left = leftOf(spec);
  const rooms = barRooms(spec, colorings);
  const together = barsTogether(spec);
  const own = left.texts + left.parts + left.tree + (spec.ylabel === '' ? 0 : sizes.label + 8);
  const least = isOneColumn(spec) ? timeMargins(width) : { left: 0, right: 0 };
  const full = Math.max(own, least.left - trackStart);
  const beside = barsStacked(spec) ? largest(rooms) : rooms.reduce((sum, room) => sum + room, 0);
  const bars = together ? Math.max(0, beside) : 0;
  const outer = Math.max(bars, together && !spec.marginals ? least.right - 8 : 0);
  const shared = same(spec.facets.map((facet) => facet.rows));
  const before = (i: number): number => (i === 0 || !shared ? full : sizes.between);
  const after =
    (together ? 0 : Math.max(0, largest(rooms))) + (spec.marginals ? sizes.marginal : 0);
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
  return makeTrack(columns, size, { start: trackStart, before, after: () => after });
}

/** As high as the names of the parts need, which stand upright beside them. */
function heightOfParts({ separators, partNames }: HeatmapSpec, rows: number): number {
  const bounds = [0, ...separators, rows];
  const perRow = partNames.map((name, i) => {
    const length = textWidth(name, sizes.font) * boldness + 14;
    return length / Math.max(1, (bounds[i + 1] ?? rows) - (bounds[i] ?? 0));
  });
  return Math.ceil(rows * Math.max(10, largest(perRow)));
}

function naturalHeight(spec: HeatmapSpec, gridRows: number): number {
  const rows = Math.max(1, largest(spec.facets.map((f) => f.rows)));
  if (spec.partNames.length > 0) return Math.min(420, Math.max(120, heightOfParts(spec, rows)));
  if (gridRows > 1) return Math.max(96, Math.min(220, rows * 7));
  // Names are worth the room that they need.
  return named(spec)
    ? Math.max(120, Math.min(420, rows * sizes.font * 1.16))
    : Math.max(120, Math.min(340, rows * 10));
}

/** The title of each facet in as many lines as it needs: a little wider than its panel, but over no neighbour and no edge. */
function panelTitles(spec: HeatmapSpec, { count, size, starts }: Track, width: number): string[][] {
  return spec.facets.map(({ title }, facet) => {
    const x = starts[facet % count]!;
    const nearest = count > 1 ? starts[1]! - starts[0]! : Infinity;
    const middle = x + size / 2;
    const edges = 2 * Math.min(middle, width - middle) - 8;
    return wrapText(title, Math.min(size + 60, nearest - 8, edges), sizes.panelTitle);
  });
}

/** What stands above and below the panels, in pixels. */
interface Heights {
  readonly start: number;
  /** Lines of the panels' titles, at most. */
  readonly lines: number;
  readonly below: number;
}

function down(spec: HeatmapSpec, columns: number, { start, lines, below }: Heights): Track {
  const count = Math.ceil(Math.max(1, spec.facets.length) / columns);
  const top =
    (spec.facets.some((f) => f.title)
      ? sizes.panelTitle * (1 + (lines - 1) * lineHeight) + 13
      : 8) + (spec.marginals ? sizes.marginal : 0);
  const full = below + (spec.xlabel === '' ? 0 : sizes.label + 8);
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
  const title = spec.title ? wrapText(spec.title, width - 8, sizes.title * boldness) : [];
  const titles = panelTitles(spec, columns, width);
  const names = columnNameRoom(spec, columns.size);
  const titleAt = sizes.title * (1 + Math.max(0, title.length - 1) * lineHeight) + 6;
  const rows = down(spec, columns.count, {
    start: title.length > 0 ? titleAt + 8 : 6,
    lines: Math.max(1, largest(titles.map((lines) => lines.length))),
    below: names.below,
  });
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
    title,
    titleAt,
    titles,
    ...names,
    noteAt: height - 6,
    noteLines: 1,
    left: leftOf(spec),
  };
}
