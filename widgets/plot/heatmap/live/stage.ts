// The layers of a live heatmap: cells on a canvas, everything else in two SVGs above it.
import { drawFrame, paintPanel } from '../draw-heatmap.js';
import { paintBar, type Raster } from '../paint.js';
import type { Box } from '../layout.js';
import type { HeatmapPlan } from '../plan.js';
import { fontFamily } from '../../tree/font.js';
import { h, toNode, type Tree } from '../../tree/tree.js';

/** The layers, in one element that takes focus and pointer. */
export interface Stage {
  readonly node: HTMLElement;
  /** Paints cells and frame. */
  draw(plan: HeatmapPlan, language: string): void;
  /** Replaces what lies over the cells. */
  cover(plan: HeatmapPlan, trees: readonly Tree[]): void;
  /** Gives the canvas's memory back. */
  free(): void;
}

function put(context: CanvasRenderingContext2D, raster: Raster, at: Box, ratio: number): void {
  const image = new ImageData(raster.pixels, raster.width, raster.height);
  context.putImageData(image, Math.round(at.x * ratio), Math.round(at.y * ratio));
}

function paintAll(canvas: HTMLCanvasElement, plan: HeatmapPlan, ratio: number): void {
  const { width, height } = plan.layout;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no canvas to draw on');
  for (const panel of plan.panels) put(context, paintPanel(plan, panel, ratio), panel.box, ratio);
  for (const bar of plan.layout.bars) {
    const size = [Math.round(bar.width * ratio), Math.round(bar.height * ratio)] as const;
    put(context, paintBar(plan.panels[bar.facet]!.coloring, ...size), bar, ratio);
  }
}

const sizeSvg = (svg: Element, { layout }: HeatmapPlan): void => {
  svg.setAttribute('width', String(layout.width));
  svg.setAttribute('height', String(layout.height));
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
  const nodes = (trees: readonly Tree[]): Node[] =>
    trees.map((tree) => toNode(tree, document, true));
  return {
    node,
    draw(plan, language) {
      const ratio = pixelRatio();
      node.style.width = `${plan.layout.width}px`;
      node.style.height = `${plan.layout.height}px`;
      paintAll(canvas, plan, ratio);
      sizeSvg(frame, plan);
      frame.replaceChildren(...nodes(drawFrame(plan, language, ratio)));
    },
    cover(plan, trees) {
      sizeSvg(overlay, plan);
      overlay.replaceChildren(...nodes(trees));
    },
    free() {
      canvas.width = 0;
      canvas.height = 0;
      frame.replaceChildren();
      overlay.replaceChildren();
    },
  };
}
