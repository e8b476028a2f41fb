import { drawState } from '../helpers/draw.js';
import { facetOf, heatmapOf, matrix } from '../helpers/matrix.js';

/** What it is drawn from, and matplotlib's beside it. */
export const numbers = {
  errors: matrix(16, 100, (r, c) => 10 ** (-8 + (c / 100) * 4 + Math.sin(r + c / 9) * 0.6)),
};

/**
 * Errors over five decades.
 * @example heatmap(errors, { norm: 'log' })
 */
export default () =>
  drawState(
    heatmapOf([facetOf(numbers.errors, '', 'magnitude')], {
      norm: { type: 'log' },
      cmap: 'magma',
      xlabel: 'step',
      ylabel: 'unit',
      colorbarLabel: 'absolute error',
    }),
  );
