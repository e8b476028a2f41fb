import { drawState } from '../helpers/draw.js';
import { facetOf, heatmapOf, matrix } from '../helpers/matrix.js';

/** What it is drawn from, and matplotlib's beside it. */
export const numbers = {
  values: matrix(12, 40, (r, c) =>
    r > 3 && r < 7 && c > 9 && c < 16 ? NaN : Math.sin(r / 3) * Math.cos(c / 6) * 2,
  ),
};

/**
 * A block of NaN, and limits that are exceeded on both sides.
 * @example heatmap(values, { vmin: -0.5, vmax: 0.5 })
 */
export default () =>
  drawState(
    heatmapOf([facetOf(numbers.values)], {
      vmin: -1,
      vmax: 1.2,
      cmap: 'PuOr',
      colorbarLabel: 'value',
      xlabel: 'step',
      ylabel: 'unit',
    }),
  );
