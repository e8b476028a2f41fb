import { drawState } from '../helpers/draw.js';
import { facetOf, gateMatrix, heatmapOf } from '../helpers/matrix.js';

const words =
  'it was not the best film of the year but I did not leave before its surprisingly conciliatory end and so did nobody else';

/**
 * Names that are longer than their cells are wide stand upright, so that none is left out.
 * @example heatmap(trace.h, { columnNames: words })
 */
export default () =>
  drawState(
    heatmapOf([facetOf(gateMatrix(12, 24, 3), '', 'gate')], {
      columnNames: words.split(' '),
      xlabel: 'word',
      ylabel: null,
    }),
    620,
  );
