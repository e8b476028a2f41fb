import { drawState } from '../helpers/draw.js';
import { facetOf, heatmapOf, stateMatrix } from '../helpers/matrix.js';

/**
 * Rows that behave alike stand together, with their tree; means at the margins.
 * @example heatmap(trace.h, { order: 'cluster', marginals: true })
 */
export default () =>
  drawState(
    heatmapOf([facetOf(stateMatrix(24, 180), 'h', 'hidden')], {
      order: 'cluster',
      marginals: true,
      xlabel: 'step',
      ylabel: 'unit',
    }),
  );
