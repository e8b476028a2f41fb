import { drawLines } from '../../../widgets/plot/lines/draw-lines.js';
import { linesPicture } from '../../../widgets/plot/lines/lines-spec.js';
import { speaker } from '../../../widgets/plot/text/words.js';
import { encodeArray, linesDefaults } from '../../../widgets/state/index.js';
import { matrix } from '../helpers/matrix.js';

/** What it is drawn from, and matplotlib's beside it. */
export const numbers = {
  h: matrix(120, 30, (t, unit) => Math.sin((t * (1 + unit)) / 60)),
};

/**
 * Three of thirty units, and the picture says so.
 * @example lines(trace.h, { units: [0, 4, 29], title: 'three units' })
 */
export default () => {
  const series = [{ name: 'h', values: encodeArray(numbers.h.data, [120, 30]) }];
  const state = { ...linesDefaults(), title: 'three units', series, units: [0, 4, 29] };
  return drawLines(linesPicture(state, 720, speaker('en')));
};
