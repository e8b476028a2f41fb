import { drawState } from '../helpers/draw.js';
import { facetOf, gateMatrix, heatmapOf } from '../helpers/matrix.js';

/**
 * Means that are all alike and far from zero are dots on an axis of their own: bars would all be of one length.
 * @example heatmap(trace.f, { marginals: true })
 */
export default () => {
  const gate = gateMatrix(12, 120, 2);
  const near = {
    ...gate,
    data: gate.data.map((x, k) => 0.68 + 0.01 * Math.floor(k / 120) + 0.02 * x),
  };
  return drawState(
    heatmapOf([facetOf(near, 'f', 'gate')], { marginals: true, xlabel: 'step', ylabel: 'unit' }),
  );
};
