import { drawState } from '../helpers/draw.js';
import { facetOf, heatmapOf, matrix } from '../helpers/matrix.js';

/**
 * Infinite values are beyond the arrows; the colours are those of the finite ones.
 * @example heatmap(values)
 */
export default () =>
  drawState(
    heatmapOf([
      facetOf(
        matrix(4, 9, (r, c) => (r === c ? Infinity : c === r + 4 ? -Infinity : r - c)),
        '',
      ),
    ]),
  );
