// Coloured tokens as they are saved: one drawing with lines of text, since a file has no paragraph that breaks by itself.
import { csvField } from '../heatmap/cells-as-text.js';
import type { SavedPicture } from '../save/saved-picture.js';
import { formatShort } from '../text/numbers.js';
import { textWidth } from '../text/measure.js';
import { fontFamily } from '../tree/font.js';
import { h, type Tree } from '../tree/tree.js';
import { pieceColors, visible, type TokensPicture } from './draw-tokens.js';

const [size, line, margin] = [13, 28, 8];

/** The text under its title. */
export function drawTokensSvg(picture: TokensPicture, title: string, width = 720): Tree {
  const { tokens, values, limits, say, unit, step } = picture;
  const top = title === '' ? margin : 30;
  let [x, y] = [margin, top];
  const pieces = tokens.map((token, t) => {
    const text = visible(token);
    const room = textWidth(text, size) + 8;
    if (x > margin && x + room > width - margin) [x, y] = [margin, y + line];
    const { background, color } = pieceColors(values[t] ?? NaN, picture);
    const box = { x, y, width: room, height: 21, rx: 3, fill: background };
    const edge = t === step ? { stroke: 'currentColor', 'stroke-width': 2 } : {};
    const tree = [
      h('rect', { ...box, ...edge }),
      h('text', { x: x + room / 2, y: y + 15, 'text-anchor': 'middle', fill: color }, text),
    ];
    x += room + 5;
    return tree;
  });
  const told = `${say('unit')} ${unit}: ${formatShort(limits[0])} … ${formatShort(limits[1])}`;
  const height = y + line + 22;
  return h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-label': [title, tokens.join(' ')].filter((t) => t !== '').join(': '),
      'font-family': fontFamily,
      'font-size': size,
      color: 'var(--jp-content-font-color1, #1f1f1f)',
      fill: 'currentColor',
    },
    title !== '' && h('text', { x: margin, y: 19, 'font-weight': 600 }, title),
    pieces,
    h('text', { x: margin, y: height - 8, 'font-size': 11 }, told),
  );
}

/** What is shown, with a row for each piece. */
export const savedTokens = (picture: TokensPicture, title: string): SavedPicture => ({
  title,
  kind: 'tokens',
  draw: () => drawTokensSvg(picture, title),
  text: (separator) =>
    [
      ['step', 'token', `unit ${picture.unit}`],
      ...picture.tokens.map((token, t) => [String(t), token, String(picture.values[t] ?? '')]),
    ]
      .map((row) => row.map((field) => csvField(field, separator)).join(separator))
      .join('\n') + '\n',
});
