// The heatmap: everything but the cells as SVG, and the whole picture when cells can be given as images.
import { languageOf, speaker } from '../text/words.js';
import { drawTextLines } from '../text/lines-of-text.js';
import { wrapText } from '../text/measure.js';
import { fontFamily } from '../tree/font.js';
import { h, type Child, type Tree } from '../tree/tree.js';
import { drawBar } from './draw-bar.js';
import { drawDendrogram } from './draw-dendrogram.js';
import { drawMarginals } from './draw-marginals.js';
import { drawPanel } from './draw-panel.js';
import type { Box } from './boxes.js';
import { sizes } from './sizes.js';
import { notesOf, summaryOf } from './notes.js';
import { paintBar, paintCells, type PaintCache, type PaintOptions, type Raster } from './paint.js';
import { planHeatmap } from './plan-heatmap.js';
import type { HeatmapPlan, PanelPlan } from './plan.js';
import type { HeatmapSpec } from './spec.js';
import { sourceOf } from './tiles.js';

/** Paints the cells of a panel at `ratio` device pixels to a CSS pixel. What the cache holds is painted over. */
export function paintPanel(
  { spec, rows }: HeatmapPlan,
  panel: PanelPlan,
  ratio: number,
  cache?: PaintCache,
): Raster {
  const { facet, box, x, y } = panel;
  const source = sourceOf(panel, spec.tiles?.[box.facet] ?? null);
  const inSource = (column: number): number => (column - source.from) / source.pooled;
  const options: PaintOptions = {
    width: Math.max(1, Math.round(box.width * ratio)),
    height: Math.max(1, Math.round(box.height * ratio)),
    rows: facet.rows,
    columns: source.columns,
    xlim: [inSource(x.domain[0]), inSource(x.domain[1])],
    ylim: y.domain,
    order: rows.order,
    origin: spec.origin,
    aggregate: spec.aggregate,
    usual: facet.stats.mean ?? 0,
  };
  return paintCells(source, panel.coloring, options, cache);
}

/** Draws titles, axes, bars and notes; cells and gradients are left to whoever paints. */
export function drawFrame(plan: HeatmapPlan, pageLanguage = '', ratio = 1): Tree[] {
  const { spec, layout, panels } = plan;
  const say = speaker(languageOf(spec.language, pageLanguage));
  const notes = notesOf(plan, say, ratio).join(' · ');
  const noteLines = wrapText(notes, layout.width - 8, sizes.note, layout.noteLines);
  const children: Child[] = [
    spec.title !== '' &&
      drawTextLines(
        {
          class: 'gl-title',
          x: layout.width / 2,
          y: layout.titleAt,
          'text-anchor': 'middle',
          'font-weight': 600,
        },
        layout.title,
        sizes.title,
      ),
    panels.map((panel) => [
      spec.marginals ? drawMarginals(plan, panel) : null,
      drawDendrogram(plan, panel),
      drawPanel(plan, panel, say),
    ]),
    layout.bars.map((bar) => drawBar(plan, bar, say)),
    notes !== '' &&
      drawTextLines(
        {
          class: 'gl-note',
          x: layout.width - 4,
          y: layout.noteAt,
          'text-anchor': 'end',
          opacity: 0.75,
        },
        noteLines,
        sizes.note,
      ),
  ];
  return [h('g', { class: 'gl-heatmap', fill: 'currentColor' }, children)];
}

/** The attributes of the picture's `svg`. */
export function svgAttributes(
  { layout }: HeatmapPlan,
  label: string,
): Record<string, string | number> {
  return {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${layout.width} ${layout.height}`,
    width: layout.width,
    height: layout.height,
    role: 'img',
    'aria-label': label,
    'font-family': fontFamily,
    color: 'var(--jp-content-font-color1, #1f1f1f)',
  };
}

/** How a picture without scripts is made. `image` turns pixels into an address such as `data:image/png;base64,…`. */
export interface StaticOptions {
  /** In CSS pixels. */
  readonly width: number;
  /** Device pixels to a CSS pixel in the images. */
  readonly ratio?: number;
  /** The address of a raster. */
  readonly image: (raster: Raster) => string;
}

const drawImage = (box: Box, href: string): Tree =>
  h('image', {
    x: box.x,
    y: box.y,
    width: box.width,
    height: box.height,
    href,
    preserveAspectRatio: 'none',
    style: 'image-rendering:pixelated',
  });

/** The whole heatmap as one `svg`, the same picture as the live one. Throws a RangeError when the spec does not fit. */
export function drawHeatmap(spec: HeatmapSpec, options: StaticOptions): Tree {
  const plan = planHeatmap(spec, options.width);
  const ratio = options.ratio ?? 1;
  const say = speaker(languageOf(spec.language));
  const cells = plan.panels.map((panel) =>
    drawImage(panel.box, options.image(paintPanel(plan, panel, ratio))),
  );
  const gradients = plan.layout.bars.map((bar) =>
    drawImage(bar, options.image(paintBar(plan.panels[bar.facet]!.coloring, 1, bar.height))),
  );
  return h(
    'svg',
    svgAttributes(plan, summaryOf(plan, say)),
    cells,
    gradients,
    drawFrame(plan, '', ratio),
  );
}
