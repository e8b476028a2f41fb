import { drawState } from '../helpers/draw.js';
import { facetOf, gateMatrix, heatmapOf, matrix, stateMatrix } from '../helpers/matrix.js';

const kinds = { i: 'gate', f: 'gate', o: 'gate', g: 'hidden', c: 'cell', h: 'hidden' } as const;

/**
 * All series of an LSTM and an error on one time axis: neighbours that share their colours share the bar beside them.
 * @example explore(trace, reference).series
 */
export default () =>
  drawState(
    heatmapOf(
      [
        ...Object.entries(kinds).map(([name, kind], n) =>
          facetOf((kind === 'gate' ? gateMatrix : stateMatrix)(12, 120, n), name, kind),
        ),
        facetOf(
          matrix(12, 120, (u, t) => 3e-8 * Math.sin(u * 7 + t * t)),
          'h − reference',
          'error',
        ),
      ],
      { sharedBy: 'quantity', facetDirection: 'column', xlabel: null, ylabel: null, height: 820 },
    ),
  );
