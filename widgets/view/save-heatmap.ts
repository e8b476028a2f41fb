// Saving what a heatmap shows: the picture as SVG or PNG, the numbers as CSV, or as text to paste into a sheet.
import { drawHeatmap } from '../plot/heatmap/draw-heatmap.js';
import type { Raster } from '../plot/heatmap/paint.js';
import type { SaveKind } from '../plot/heatmap/live/toolbar.js';
import type { HeatmapPlan } from '../plot/heatmap/plan.js';
import { cellsAsText } from '../plot/heatmap/cells-as-text.js';
import { download } from './download.js';
import { toText } from '../plot/tree/tree.js';

/** Pixels as the address of a PNG. */
function addressOf(document: Document): (raster: Raster) => string {
  return ({ pixels, width, height }) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width, height];
    canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
    return canvas.toDataURL('image/png');
  };
}

/** The picture as it is shown, as text of an SVG file; cells are painted with `ratio` pixels to one. */
function svgOf({ spec, layout }: HeatmapPlan, document: Document, ratio = 2): string {
  return toText(drawHeatmap(spec, { width: layout.width, ratio, image: addressOf(document) }));
}

async function pngOf(plan: HeatmapPlan, document: Document, scale: number): Promise<Blob> {
  const image = document.createElement('img');
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgOf(plan, document, scale))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [plan.layout.width * scale, plan.layout.height * scale];
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no canvas to draw on');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be written'))),
      'image/png',
    ),
  );
}

/** Saves or copies what is shown. */
export async function saveHeatmap(
  what: SaveKind,
  plan: HeatmapPlan,
  document: Document,
): Promise<void> {
  if (what === 'copy') {
    await document.defaultView?.navigator.clipboard.writeText(cellsAsText(plan, '\t'));
    return;
  }
  if (what === 'svg' || what === 'csv') {
    const text = what === 'svg' ? svgOf(plan, document) : cellsAsText(plan, ',');
    const type = what === 'svg' ? 'image/svg+xml' : 'text/csv';
    download(new Blob([text], { type }), `heatmap.${what}`, document);
    return;
  }
  download(await pngOf(plan, document, Number(what.slice(3))), 'heatmap.png', document);
}
