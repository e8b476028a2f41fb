import { drawState } from '../helpers/draw.js';
import { facetOf, heatmapOf, matrix } from '../helpers/matrix.js';

/**
 * One bright step among 16,384 is not lost when twenty-odd steps share a pixel.
 * @example heatmap(trace.h)
 */
export default () =>
  drawState(
    heatmapOf(
      [
        facetOf(
          matrix(20, 16384, (_, c) => (c === 9001 ? 1 : 0.02)),
          '',
          'value',
        ),
      ],
      {
        cmap: 'viridis',
        vmin: 0,
        vmax: 1,
        xlabel: 'step',
        ylabel: 'unit',
      },
    ),
  );
