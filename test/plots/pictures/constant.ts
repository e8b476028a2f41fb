import { drawState } from '../helpers/draw.js';
import { facetOf, heatmapOf, matrix } from '../helpers/matrix.js';

/**
 * A single value stands in the middle of the bar, as in matplotlib.
 * @example heatmap([[3, 3], [3, 3]])
 */
export default () => drawState(heatmapOf([facetOf(matrix(3, 5, () => 3))]));
