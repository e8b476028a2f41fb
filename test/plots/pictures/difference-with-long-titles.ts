import { drawState } from '../helpers/draw.js';
import { facetOf, heatmapOf, stateMatrix, type Matrix } from '../helpers/matrix.js';

const [a, b] = [stateMatrix(20, 2000, 1), stateMatrix(20, 2000, 2)] as [Matrix, Matrix];
const minus = { ...a, data: a.data.map((x, k) => x - b.data[k]!) };

/**
 * Titles that are wider than their panels go on in a second line; the bars say whose they are; ticks keep off the neighbours.
 * @example difference(a.h, b.h, { titles: [nameOfA, nameOfB, 'a − b'] })
 */
export default () =>
  drawState(
    heatmapOf(
      [
        facetOf(a, 'hidden state as the framework computes it', 'hidden'),
        facetOf(b, 'hidden state read with the gates in the order of another framework', 'hidden'),
        facetOf(minus, 'difference of the two', 'error'),
      ],
      {
        title:
          'What becomes of the hidden state of test_layer in sample 114 when its four gates are taken in the order i, f, o, g of another framework instead of i, f, g, o',
        sharedBy: 'quantity',
        xlabel: null,
        ylabel: null,
      },
    ),
  );
