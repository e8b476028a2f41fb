import { drawState } from '../helpers/draw.js';
import { facetOf, gateMatrix, heatmapOf } from '../helpers/matrix.js';

/**
 * Edges that would darken the picture hide themselves and say so.
 * @example heatmap(trace.f, { edgecolors: 'k' })
 */
export default () =>
  drawState(
    heatmapOf([facetOf(gateMatrix(30, 302), '', 'gate')], { edgecolors: 'k', xlabel: 'Depth' }),
  );
