import { drawState } from '../helpers/draw.js';
import { facetOf, gateMatrix, heatmapOf, stateMatrix } from '../helpers/matrix.js';

/**
 * Gates share one colour bar, the candidate has another.
 * @example gates(trace)
 */
export default () =>
  drawState(
    heatmapOf(
      [
        facetOf(gateMatrix(12, 80, 1), 'i input', 'gate'),
        facetOf(gateMatrix(12, 80, 2), 'f forget', 'gate'),
        facetOf(stateMatrix(12, 80, 3), 'g candidate', 'hidden'),
        facetOf(gateMatrix(12, 80, 4), 'o output', 'gate'),
      ],
      { sharedBy: 'quantity', xlabel: 'step', ylabel: 'unit' },
    ),
  );
