import { drawState } from '../helpers/draw.js';
import { facetOf, heatmapOf, stateMatrix } from '../helpers/matrix.js';

const small = stateMatrix(40, 300, 2);

/**
 * States of a large layer may stay near zero: the scale is that of every state, and the picture says how little of it is used.
 * @example heatmap(trace.h)
 */
export default () =>
  drawState(
    heatmapOf([facetOf({ ...small, data: small.data.map((x) => 0.06 * x) }, '', 'hidden')], {
      xlabel: null,
      ylabel: null,
    }),
  );
