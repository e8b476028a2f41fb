import { drawState } from '../helpers/draw.js';
import { facetOf, gateMatrix, heatmapOf, stateMatrix } from '../helpers/matrix.js';

/**
 * All series of an LSTM, each with its own honest limits.
 * @example heatmap([trace.i, trace.f, trace.g, trace.o, trace.c, trace.h], { sharedColorbar: false })
 */
export default () =>
  drawState(
    heatmapOf(
      ['i', 'f', 'g', 'o', 'c', 'h'].map((name, n) =>
        'ifo'.includes(name)
          ? facetOf(gateMatrix(12, 120, n), name, 'gate')
          : facetOf(stateMatrix(12, 120, n), name, name === 'c' ? 'cell' : 'hidden'),
      ),
      { sharedColorbar: false, xlabel: 'step', ylabel: 'unit' },
    ),
    960,
  );
