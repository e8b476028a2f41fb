// The heatmap as a picture without scripts: the drawing code of the live view, with the cells as PNG inside.
import { drawHeatmap } from '../../plot/heatmap/draw-heatmap.js';
import { heatmapSpec } from '../../plot/heatmap/spec.js';
import { toText } from '../../plot/tree/tree.js';
import type { HeatmapState } from '../../state/index.js';
import { toBase64 } from '../core/base64.js';
import { escapeHtml } from '../core/escape-html.js';
import { encodePng } from './png.js';

/** The width of a picture whose size is not given, in CSS pixels: what a notebook's column has room for. */
const usualWidth = 720;

/** The heatmap as the text of an SVG file. @throws RangeError when limits, norm and numbers do not fit together. */
export function heatmapSvg(state: HeatmapState): string {
  const tree = drawHeatmap(heatmapSpec(state), {
    width: state.width ?? usualWidth,
    image: (raster) => `data:image/png;base64,${toBase64(encodePng(raster))}`,
  });
  return toText(tree);
}

/**
 * An SVG as an HTML image. Not inline: front ends take SVG elements out of notebooks that are not trusted, but leave images. White
 * behind it, since an image cannot follow a dark theme.
 */
export function svgImage(svg: string, description: string): string {
  const address = `data:image/svg+xml;base64,${toBase64(new TextEncoder().encode(svg))}`;
  return `<img src="${address}" alt="${escapeHtml(description)}" style="max-width:100%;background:#fff">`;
}
