// How the pictures draw a state: one width, images as PNG.
import { drawHeatmap } from '../../../widgets/plot/heatmap/draw-heatmap.js';
import { heatmapSpec } from '../../../widgets/plot/heatmap/spec.js';
import type { Tree } from '../../../widgets/plot/tree/tree.js';
import type { HeatmapState } from '../../../widgets/state/index.js';
import { pngAddress } from './png.js';

/** The heatmap of this state, 720 pixels wide unless told. */
export const drawState = (state: HeatmapState, width = 720): Tree =>
  drawHeatmap(heatmapSpec(state), { width, image: pngAddress });
