// Error at each step above the table: largest and mean over units, and the rounding band.
import { decodeArray, type ErrorCurve, type ErrorTableState } from '../../state/index.js';
import { drawLines } from '../lines/draw-lines.js';
import type { LinesPicture } from '../lines/plan.js';
import type { Say } from '../text/words.js';
import { errorMapPanel } from './error-map-state.js';
import type { Tree } from '../tree/tree.js';

/** What stands around the curve: the step that is looked at, and the panel of the heatmap below it. */
export interface ErrorCurveOptions {
  /** The step that is looked at; null where none is. */
  readonly step: number | null;
  /** The words of the picture's language. */
  readonly say: Say;
  /** Where the panel of the heatmap below begins and ends. */
  readonly beside?: LinesPicture['beside'];
  /** The steps that the heatmap below shows. */
  readonly xlim?: LinesPicture['xlim'];
}

/** Draws the curve on a logarithmic axis; zeros have no place there and leave gaps. */
export function drawErrorCurve(
  curve: ErrorCurve,
  width: number,
  { step, say, beside, xlim }: ErrorCurveOptions,
): Tree {
  const [max, mean] = [decodeArray(curve.max).data, decodeArray(curve.mean).data];
  const band = curve.band ? decodeArray(curve.band).data : null;
  return drawLines({
    width,
    height: 170,
    lines: [
      { name: say('max'), values: max, color: '#D55E00' },
      { name: say('mean'), values: mean, color: '#3B8FD0', dash: '5 2' },
    ],
    band: band
      ? { low: new Float64Array(band.length), high: band, name: say('roundingBand') }
      : null,
    title: '',
    xlabel: say('step'),
    ylabel: say('error'),
    yscale: 'log',
    xlim: xlim ?? null,
    ylim: [null, null],
    columnNames: null,
    legend: true,
    marks: step === null ? [] : [step],
    label: say('errorOverTime'),
    beside: beside ?? null,
  });
}

/** The curve of a table above its map, step over step; null where there is none. `page` is the page's language. */
export function drawTableCurve(
  state: ErrorTableState,
  width: number,
  say: Say,
  page = '',
): Tree | null {
  const { curve, step, xlim } = state;
  return (
    curve &&
    drawErrorCurve(curve, width, { step, say, xlim, beside: errorMapPanel(state, width, page) })
  );
}
