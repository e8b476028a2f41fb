import { colorMap } from '../../../widgets/plot/color/color-map.js';
import { speaker } from '../../../widgets/plot/text/words.js';
import { drawTokensSvg } from '../../../widgets/plot/tokens/saved-tokens.js';

const tokens = 'It was not the best film , but <b>I</b> did not leave either , and saw it again .'.split(' '); // prettier-ignore

/**
 * A text as it is saved: lines of pieces in one drawing.
 * @example tokens(words, trace.h, { unit: 7, title: 'a review' })
 */
export default () =>
  drawTokensSvg(
    {
      tokens,
      values: tokens.map((_, t) => Math.sin(t * 0.9)),
      limits: [-1, 1],
      map: colorMap('RdBu'),
      unit: 7,
      used: null,
      step: 5,
      selected: null,
      choose: null,
      say: speaker('en'),
    },
    'a review',
    480,
  );
