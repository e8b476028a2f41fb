import { drawState } from '../helpers/draw.js';
import { facetOf, heatmapOf, stateMatrix } from '../helpers/matrix.js';

const small = stateMatrix(40, 300, 2);

/**
 * The same with `fit`: the colours show the differences, and the picture says of which part of the scale.
 * @example heatmap(trace.h, { fit: true })
 */
export default () =>
  drawState(
    heatmapOf([facetOf({ ...small, data: small.data.map((x) => 0.06 * x) }, '', 'hidden')], {
      fit: true,
      xlabel: null,
      ylabel: null,
    }),
  );
