import { drawState } from '../helpers/draw.js';
import { facetOf, gateMatrix, heatmapOf } from '../helpers/matrix.js';

/**
 * Edges around large cells.
 * @example heatmap(values, { edgecolors: 'k' })
 */
export default () =>
  drawState(
    heatmapOf([facetOf(gateMatrix(8, 24), '', 'gate')], { edgecolors: 'k', ylabel: 'Units' }),
  );
