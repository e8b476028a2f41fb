// The layers of a live heatmap: cells on a canvas, everything else in two SVGs above it.
import { drawFrame, paintPanel } from '../draw-heatmap.js';
import { paintBar, PaintCache, type Raster } from '../paint.js';
import type { Box } from '../boxes.js';
import type { HeatmapPlan } from '../plan.js';
import { fontFamily } from '../../tree/font.js';
import { render } from '../../tree/render.js';
import { h, toNode, type Tree } from '../../tree/tree.js';

/** The layers, in one element that takes focus and pointer. */
export interface Stage {
  /** What takes focus and pointer. */
  readonly node: HTMLElement;
  /** Paints cells and frame. */
  draw(plan: HeatmapPlan, language: string): void;
  /** Replaces what lies over the cells. */
  cover(plan: HeatmapPlan, trees: readonly Tree[]): void;
  /** Paints everything with the next plan, as after the page took the pixels away. */
  forget(): void;
  /** Gives the canvas's memory back. */
  free(): void;
}

function put(context: CanvasRenderingContext2D, raster: Raster, at: Box, ratio: number): void {
  const image = new ImageData(raster.pixels, raster.width, raster.height);
  context.putImageData(image, Math.round(at.x * ratio), Math.round(at.y * ratio));
}

/** A canvas that is given a size is cleared and loses its memory, so that is done only when the size is another. */
function sizeCanvas(canvas: HTMLCanvasElement, plan: HeatmapPlan, ratio: number): void {
  const { width, height } = plan.layout;
  const size = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width === size[0] && canvas.height === size[1]) return;
  [canvas.width, canvas.height] = size as [number, number];
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
}

/** Paints cells and bars. Bars are painted anew only when their colours or places are others. */
function makePainter(canvas: HTMLCanvasElement): {
  paint(plan: HeatmapPlan, ratio: number): void;
  forget(): void;
} {
  const caches: PaintCache[] = [];
  let bars = '';
  const paint = (plan: HeatmapPlan, ratio: number): void => {
    sizeCanvas(canvas, plan, ratio);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('This browser gives no canvas to draw on');
    const { layout, panels } = plan;
    const wanted = JSON.stringify([layout, ratio, panels.map(({ coloring }) => coloring.key)]);
    const fresh = wanted !== bars;
    bars = wanted;
    if (fresh) context.clearRect(0, 0, canvas.width, canvas.height);
    panels.forEach((panel, i) => {
      const cache = (caches[i] ??= new PaintCache());
      put(context, paintPanel(plan, panel, ratio, cache), panel.box, ratio);
    });
    for (const bar of fresh ? layout.bars : []) {
      const size = [Math.round(bar.width * ratio), Math.round(bar.height * ratio)] as const;
      put(context, paintBar(panels[bar.facet]!.coloring, ...size), bar, ratio);
    }
  };
  const forget = (): void => {
    bars = '';
    caches.length = 0;
  };
  return { paint, forget };
}

const sizeSvg = (svg: Element, { layout }: HeatmapPlan): void => {
  svg.setAttribute('width', String(layout.width));
  svg.setAttribute('height', String(layout.height));
  // On paper the layers are as wide as it, together.
  svg.setAttribute('viewBox', `0 0 ${layout.width} ${layout.height}`);
};

/** Makes the layers; `pixelRatio` is asked anew for every painting, as a window may move to another screen. */
export function makeStage(document: Document, pixelRatio: () => number): Stage {
  const hidden = { 'aria-hidden': 'true' };
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  const frame = toNode(h('svg', { ...hidden, 'font-family': fontFamily }), document);
  const overlay = toNode(h('svg', hidden), document);
  const node = document.createElement('div');
  node.className = 'gl-stage';
  node.append(canvas, frame, overlay);
  const painter = makePainter(canvas);
  return {
    node,
    draw(plan, language) {
      const ratio = pixelRatio();
      node.style.width = `${plan.layout.width}px`;
      node.style.height = `${plan.layout.height}px`;
      node.style.setProperty('--gl-shape', `${plan.layout.width} / ${plan.layout.height}`);
      painter.paint(plan, ratio);
      sizeSvg(frame, plan);
      render(frame, drawFrame(plan, language, ratio));
    },
    cover(plan, trees) {
      sizeSvg(overlay, plan);
      render(overlay, trees);
    },
    forget: () => painter.forget(),
    free() {
      painter.forget();
      canvas.width = 0;
      canvas.height = 0;
      render(frame, []);
      render(overlay, []);
    },
  };
}
