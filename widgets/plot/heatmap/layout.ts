// Where everything of a heatmap stands, in pixels.
import { textWidth } from '../text/measure.js';
import { formatCount } from '../text/format.js';
import { barTicks } from './bar-ticks.js';
import type { Coloring } from './colors.js';
import type { HeatmapSpec } from './spec.js';

/** A rectangle. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The cells of one facet, and which of its axes carry texts. */
export interface PanelBox extends Box {
  readonly facet: number;
  readonly xTexts: boolean;
  readonly yTexts: boolean;
}

/** One colour bar (the gradient alone, arrows stand outside); `facet` tells whose colouring it shows. */
export interface BarBox extends Box {
  readonly facet: number;
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
  marginal: 44,
  tree: 54,
} as const;

const longestRowText = (spec: HeatmapSpec): number => {
  const texts = spec.yticklabels ??
    spec.rowNames ?? [formatCount(Math.max(0, ...spec.facets.map((f) => f.rows)))];
  return Math.min(130, Math.max(0, ...texts.map((t) => textWidth(t, sizes.font))));
};

function leftOf(spec: HeatmapSpec): Layout['left'] {
  return {
    texts: longestRowText(spec) + 10,
    parts: spec.partNames.length > 0 ? 18 : 0,
    tree: spec.order === 'cluster' ? sizes.tree : 0,
  };
}

/** Room at the right of a bar for ticks and label. */
function barRoom(spec: HeatmapSpec, colorings: readonly Coloring[]): number {
  if (!spec.colorbar || colorings.length === 0) return 0;
  const texts = colorings
    .flatMap(({ norm }) => barTicks(spec.norm.type, norm, 200))
    .map((t) => t.text);
  const widest = Math.max(
    ...texts.map((t) => textWidth(t, sizes.font)),
    textWidth('NaN', sizes.font),
  );
  return sizes.gap + sizes.bar + 9 + widest + (spec.colorbarLabel ? sizes.label + 8 : 0);
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly panelWidth: number;
  readonly panelHeight: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
}

interface Margins {
  readonly top: number;
  readonly left: number;
  readonly right: number;
  readonly cell: { top: number; right: number; bottom: number; left: number };
}

function marginsOf(spec: HeatmapSpec, colorings: readonly Coloring[]): Margins {
  const shared = spec.sharedColorbar || spec.facets.length === 1;
  const left = leftOf(spec);
  const bar = barRoom(spec, colorings);
  const many = spec.facets.length > 1;
  return {
    top: spec.title ? sizes.title + 14 : 6,
    left: 4,
    right: 8 + (shared ? bar : 0),
    cell: {
      top:
        (spec.facets.some((f) => f.title) ? sizes.panelTitle + 10 : 6) +
        (spec.marginals ? sizes.marginal : 0),
      right: (shared ? (many ? 12 : 0) : bar) + (spec.marginals ? sizes.marginal : 0),
      bottom: sizes.font + 12 + (spec.xlabel ? sizes.label + 8 : 0),
      left: left.texts + left.parts + left.tree + (spec.ylabel ? sizes.label + 8 : 0),
    },
  };
}

function naturalHeight(spec: HeatmapSpec, gridRows: number): number {
  const rows = Math.max(1, ...spec.facets.map((f) => f.rows));
  return gridRows > 1
    ? Math.max(96, Math.min(220, rows * 7))
    : Math.max(120, Math.min(340, rows * 10));
}

function gridOf(spec: HeatmapSpec, margins: Margins, width: number): Grid {
  const count = Math.max(1, spec.facets.length);
  const { cell } = margins;
  const room = Math.max(60, width - margins.left - margins.right);
  const least = 150 + cell.left + cell.right;
  const fitting = Math.max(1, Math.min(count, Math.floor(room / least)));
  // Fill the rows evenly: four panels as 2 + 2 and not as 3 + 1.
  const columns =
    spec.facetDirection === 'column' ? 1 : Math.ceil(count / Math.ceil(count / fitting));
  const rows = Math.ceil(count / columns);
  const panelWidth = Math.max(20, room / columns - cell.left - cell.right);
  const given =
    spec.height === null ? null : (spec.height - margins.top - 20) / rows - cell.top - cell.bottom;
  const panelHeight = Math.max(20, Math.round(given ?? naturalHeight(spec, rows)));
  return {
    columns,
    rows,
    panelWidth: Math.floor(panelWidth),
    panelHeight,
    cellWidth: room / columns,
    cellHeight: panelHeight + cell.top + cell.bottom,
  };
}

function placePanels(spec: HeatmapSpec, margins: Margins, grid: Grid): PanelBox[] {
  return spec.facets.map((_, facet) => {
    const column = facet % grid.columns;
    const row = Math.floor(facet / grid.columns);
    return {
      facet,
      x: Math.round(margins.left + column * grid.cellWidth + margins.cell.left),
      y: Math.round(margins.top + row * grid.cellHeight + margins.cell.top),
      width: grid.panelWidth,
      height: grid.panelHeight,
      xTexts: true,
      yTexts: true,
    };
  });
}

/** Bars leave 5 % of their length for an arrow at each end, as matplotlib does, and room below for NaN's swatch. */
function placeBars(
  spec: HeatmapSpec,
  panels: readonly PanelBox[],
  colorings: readonly Coloring[],
): BarBox[] {
  const first = panels[0];
  const last = panels.at(-1);
  if (!spec.colorbar || !first || !last) return [];
  const shared = spec.sharedColorbar || panels.length === 1;
  const beside = shared ? [{ ...first, height: last.y + last.height - first.y }] : panels;
  const marginal = spec.marginals ? sizes.marginal : 0;
  return beside.map((panel) => {
    const coloring = colorings[panel.facet];
    const arrows = coloring ? extendOf(spec, coloring) : { under: false, over: false };
    const arrow = Math.round(panel.height * 0.05);
    const swatch = spec.facets.some((f) => f.stats.nan > 0) ? 24 : 0;
    const right = shared ? Math.max(...panels.map((p) => p.x + p.width)) : panel.x + panel.width;
    return {
      facet: panel.facet,
      x: right + marginal + sizes.gap,
      y: panel.y + (arrows.over ? arrow : 0),
      width: sizes.bar,
      height: Math.max(
        10,
        panel.height - swatch - (arrows.over ? arrow : 0) - (arrows.under ? arrow : 0),
      ),
    };
  });
}

/** Which arrows a bar carries: as told, or where there are values beyond its limits. */
export function extendOf(spec: HeatmapSpec, coloring: Coloring): { under: boolean; over: boolean } {
  if (spec.extend === 'auto') return { under: coloring.under, over: coloring.over };
  return {
    under: spec.extend === 'min' || spec.extend === 'both',
    over: spec.extend === 'max' || spec.extend === 'both',
  };
}

/** Lays the picture out in `width` pixels; its height follows from the rows unless the spec gives one. */
export function layoutHeatmap(
  spec: HeatmapSpec,
  colorings: readonly Coloring[],
  width: number,
): Layout {
  const margins = marginsOf(spec, colorings);
  const grid = gridOf(spec, margins, width);
  const panels = placePanels(spec, margins, grid);
  const height = margins.top + grid.rows * grid.cellHeight + 20;
  return {
    width,
    height: Math.round(height),
    panels,
    bars: placeBars(spec, panels, colorings),
    titleAt: sizes.title + 6,
    noteAt: Math.round(height) - 6,
    left: leftOf(spec),
  };
}
