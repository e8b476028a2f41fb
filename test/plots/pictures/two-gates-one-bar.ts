import { drawState } from '../helpers/draw.js';
import { facetOf, gateMatrix, heatmapOf } from '../helpers/matrix.js';

/**
 * Two gates beside each other, one colour bar.
 * @example heatmap([trace.f, trace.i], { titles: ['forget', 'input'] })
 */
export default () =>
  drawState(
    heatmapOf(
      [
        facetOf(gateMatrix(30, 302, 2), 'forget', 'gate'),
        facetOf(gateMatrix(30, 302, 3), 'input', 'gate'),
      ],
      { xlabel: 'Depth', ylabel: 'Units', vmin: 0, vmax: 1, colorbarLabel: 'gate value' },
    ),
    900,
  );
