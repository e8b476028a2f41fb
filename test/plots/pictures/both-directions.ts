import { drawState } from '../helpers/draw.js';
import { facetOf, gateMatrix, heatmapOf, stateMatrix } from '../helpers/matrix.js';

/**
 * The gates of both directions of a layer: the two bars say in few letters what they are for.
 * @example gates(model.layer('bidirectional').trace(x))
 */
export default () =>
  drawState(
    heatmapOf(
      ['forward', 'backward'].flatMap((way, k) =>
        ['i input', 'f forget', 'g candidate', 'o output'].map((name, n) =>
          name.startsWith('g')
            ? facetOf(stateMatrix(16, 2001, n + k), `${way}_${name}`, 'hidden')
            : facetOf(gateMatrix(16, 2001, n + 4 * k), `${way}_${name}`, 'gate'),
        ),
      ),
      { sharedBy: 'quantity', xlabel: null, ylabel: null },
    ),
    900,
  );
