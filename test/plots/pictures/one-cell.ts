import { drawState } from '../helpers/draw.js';
import { facetOf, heatmapOf, matrix } from '../helpers/matrix.js';

/**
 * The smallest heatmap.
 * @example heatmap([[0.5]])
 */
export default () =>
  drawState(heatmapOf([facetOf(matrix(1, 1, () => 0.25))], { title: 'one cell' }), 360);
