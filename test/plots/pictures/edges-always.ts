import { drawState } from '../helpers/draw.js';
import { facetOf, gateMatrix, heatmapOf } from '../helpers/matrix.js';

/**
 * Black edges as matplotlib draws them, although the cells are small.
 * @example heatmap(trace.f, { edgecolors: 'k', edges: 'always' })
 */
export default () =>
  drawState(
    heatmapOf([facetOf(gateMatrix(30, 302), '', 'gate')], {
      edgecolors: 'k',
      edges: 'always',
      xlabel: 'Depth',
      ylabel: 'Units',
    }),
  );
