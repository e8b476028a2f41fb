import { drawState } from '../helpers/draw.js';
import { facetOf, heatmapOf, stateMatrix } from '../helpers/matrix.js';

/**
 * More names than there is room for: the picture says how many are written.
 * @example heatmap(trace.h, { columnNames: words })
 */
export default () =>
  drawState(
    heatmapOf([facetOf(stateMatrix(60, 96, 3), '', 'hidden')], {
      columnNames: Array.from({ length: 96 }, (_, k) => `token ${k}`),
      rowNames: Array.from({ length: 60 }, (_, k) => `neuron ${k}`),
      height: 420,
    }),
    620,
  );
