import { drawState } from '../helpers/draw.js';
import { facetOf, heatmapOf, stateMatrix } from '../helpers/matrix.js';

/** What it is drawn from, and matplotlib's beside it. */
export const numbers = { h: stateMatrix(8, 60, 9) };

/**
 * Limits that lie unevenly about zero: zero is white all the same, and a number has the colour that it has elsewhere.
 * @example heatmap(trace.h, { vmin: -0.2, vmax: 1 })
 */
export default () =>
  drawState(
    heatmapOf([facetOf(numbers.h, '', 'hidden')], {
      vmin: -0.25,
      vmax: 1,
      xlabel: null,
      ylabel: null,
    }),
    520,
  );
