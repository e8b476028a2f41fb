import { drawState } from '../helpers/draw.js';
import { facetOf, gateMatrix, heatmapOf } from '../helpers/matrix.js';

/** What it is drawn from, and matplotlib's beside it. */
export const numbers = { forget: gateMatrix(30, 302, 2), input: gateMatrix(30, 302, 3) };

/**
 * Two gates beside each other, one colour bar.
 * @example heatmap([trace.f, trace.i], { titles: ['forget', 'input'] })
 */
export default () =>
  drawState(
    heatmapOf(
      [facetOf(numbers.forget, 'forget', 'gate'), facetOf(numbers.input, 'input', 'gate')],
      { xlabel: 'Depth', ylabel: 'Units', vmin: 0, vmax: 1, colorbarLabel: 'gate value' },
    ),
    900,
  );
