import { drawState } from '../helpers/draw.js';
import { facetOf, gateMatrix, heatmapOf } from '../helpers/matrix.js';

/** What it is drawn from, and matplotlib's beside it. */
export const numbers = { f: gateMatrix(30, 302) };

/**
 * One gate, 30 units × 302 steps, with the labels of the post.
 * @example heatmap(trace.f, { cmap: 'RdBu', xlabel: 'Depth', ylabel: 'Units' })
 */
export default () =>
  drawState(
    heatmapOf([facetOf(numbers.f, '', 'gate')], {
      cmap: 'RdBu',
      title: 'Forget gate of test_layer, sample 114',
      xlabel: 'Depth',
      ylabel: 'Units',
    }),
  );
