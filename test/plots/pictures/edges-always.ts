import { drawState } from '../helpers/draw.js';
import { facetOf, gateMatrix, heatmapOf } from '../helpers/matrix.js';

/** What it is drawn from, and matplotlib's beside it. */
export const numbers = { f: gateMatrix(30, 302) };

/**
 * Black edges as matplotlib draws them, although the cells are small.
 * @example heatmap(trace.f, { edgecolors: 'k', edges: 'always' })
 */
export default () =>
  drawState(
    heatmapOf([facetOf(numbers.f, '', 'gate')], {
      edgecolors: 'k',
      edges: 'always',
      xlabel: 'Depth',
      ylabel: 'Units',
    }),
  );
