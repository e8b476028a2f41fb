import { drawState } from '../helpers/draw.js';
import { facetOf, heatmapOf, stateMatrix } from '../helpers/matrix.js';

const [strong, weak] = [stateMatrix(12, 120, 5), stateMatrix(12, 120, 6)];
const scaled = (matrix: typeof strong, by: (step: number) => number) => ({
  ...matrix,
  data: matrix.data.map((x, k) => x * by(k % matrix.columns)),
});

/**
 * Under one bar a small difference beside a large one is pale: the picture says which panel that is.
 * @example heatmap([errorOfOne, errorOfOther], { quantity: 'error' })
 */
export default () =>
  drawState(
    heatmapOf(
      [
        facetOf(
          scaled(weak, (step) => 0.03 * Math.exp(-step / 9)),
          'leaked state',
          'error',
        ),
        facetOf(
          scaled(strong, () => 0.21),
          'reversed time',
          'error',
        ),
      ],
      { xlabel: null, ylabel: null },
    ),
  );
