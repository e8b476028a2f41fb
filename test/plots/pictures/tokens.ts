import { speaker } from '../../../widgets/plot/text/words.js';
import { colorMap } from '../../../widgets/plot/color/color-map.js';
import { drawTokens } from '../../../widgets/plot/tokens/draw-tokens.js';

const tokens = 'It was not the best film , but <b>I</b> did not leave either .'.split(' ');

/** Pieces of a text coloured by one unit. */
export default () =>
  drawTokens({
    tokens,
    values: tokens.map((_, t) => Math.sin(t * 0.9)),
    limits: [-1, 1],
    map: colorMap('RdBu'),
    unit: 7,
    used: null,
    step: 5,
    selected: [8, 11],
    choose: null,
    say: speaker('en'),
  });
