// Error at each step above the table: largest and mean over units, and the rounding band.
import { decodeArray, type ErrorCurve } from '../../state/index.js';
import { drawLines } from '../lines/draw-lines.js';
import type { Say } from '../text/words.js';
import type { Tree } from '../tree/tree.js';

/** Draws the curve on a logarithmic axis; zeros have no place there and leave gaps. */
export function drawErrorCurve(
  curve: ErrorCurve,
  width: number,
  step: number | null,
  say: Say,
): Tree {
  const [max, mean] = [decodeArray(curve.max).data, decodeArray(curve.mean).data];
  const band = curve.band ? decodeArray(curve.band).data : null;
  return drawLines({
    width,
    height: 170,
    lines: [
      { name: say('max'), values: max, color: '#D55E00' },
      { name: say('mean'), values: mean, color: '#0072B2', dash: '5 2' },
    ],
    band: band
      ? { low: new Float64Array(band.length), high: band, name: say('roundingBand') }
      : null,
    title: '',
    xlabel: say('step'),
    ylabel: say('error'),
    yscale: 'log',
    xlim: null,
    ylim: [null, null],
    columnNames: null,
    legend: true,
    marks: step === null ? [] : [step],
    label: say('errorOverTime'),
  });
}
