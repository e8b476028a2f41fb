import { drawLines } from '../../../widgets/plot/lines/draw-lines.js';
import { linesPicture } from '../../../widgets/plot/lines/lines-spec.js';
import { speaker } from '../../../widgets/plot/text/words.js';
import { encodeArray, linesDefaults } from '../../../widgets/state/index.js';

/**
 * Three of thirty units, and the picture says so.
 * @example lines(trace.h, { units: [0, 4, 29], title: 'three units' })
 */
export default () => {
  const values = Float64Array.from({ length: 120 * 30 }, (_, k) =>
    Math.sin((Math.floor(k / 30) * (1 + (k % 30))) / 60),
  );
  const series = [{ name: 'h', values: encodeArray(values, [120, 30]) }];
  const state = { ...linesDefaults(), title: 'three units', series, units: [0, 4, 29] };
  return drawLines(linesPicture(state, 720, speaker('en')));
};
