import { drawState } from '../helpers/draw.js';
import { facetOf, heatmapOf, stateMatrix } from '../helpers/matrix.js';

/**
 * Columns named by months get ticks where decades begin.
 * @example heatmap(trace.f, { columnNames: months })
 */
export default () =>
  drawState(
    heatmapOf([facetOf(stateMatrix(8, 302, 6), '', 'hidden')], {
      columnNames: Array.from({ length: 302 }, (_, i) =>
        new Date(Date.UTC(1796, 6 + i)).toISOString().slice(0, 7),
      ),
      xlabel: 'month',
      ylabel: 'unit',
    }),
  );
