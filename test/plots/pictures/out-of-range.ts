import { drawState } from '../helpers/draw.js';
import { facetOf, heatmapOf, matrix } from '../helpers/matrix.js';

/**
 * A "gate" that leaves 0…1 (a hard sigmoid that forgot to clip) is painted in alarm.
 * @example heatmap(values, { quantity: 'gate' })
 */
export default () =>
  drawState(
    heatmapOf(
      [
        facetOf(
          matrix(10, 60, (r, c) => 0.5 + 0.7 * Math.sin((r + 1) * c * 0.02)),
          '',
          'gate',
        ),
      ],
      {
        xlabel: 'step',
        ylabel: 'unit',
        cmap: 'viridis',
      },
    ),
  );
