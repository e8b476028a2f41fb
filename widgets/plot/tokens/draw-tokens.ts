// A text whose pieces are coloured by one unit's value.
import { colorMap } from '../color/color-map.js';
import { formatExact } from '../text/format.js';
import type { Say } from '../text/words.js';
import { h, type Tree } from '../tree/tree.js';

/** A text to colour. */
export interface TokensPicture {
  readonly tokens: readonly string[];
  /** One value for each token. */
  readonly values: ArrayLike<number>;
  readonly limits: readonly [number, number];
  readonly cmap: string;
  readonly unit: number;
  readonly step: number | null;
  readonly choose: ((step: number) => void) | null;
  readonly say: Say;
}

/** White or black text, whichever is easier to read on this colour. */
function readable(r: number, g: number, b: number): string {
  const linear = (c: number): number => (c / 255) ** 2.2;
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) > 0.3 ? '#111' : '#fff';
}

function styleOf(value: number, { limits, cmap }: TokensPicture): string {
  if (Number.isNaN(value)) return 'background:#bdbdbd;color:#111';
  const { rgb, size } = colorMap(cmap);
  const place = (value - limits[0]) / (limits[1] - limits[0] || 1);
  const entry = Math.max(0, Math.min(size - 1, Math.floor(place * size))) * 3;
  const [r, g, b] = [rgb[entry]!, rgb[entry + 1]!, rgb[entry + 2]!];
  return `background:rgb(${r},${g},${b});color:${readable(r, g, b)}`;
}

/** What a piece shows when it is nothing to see. */
const visible = (token: string): string =>
  token.replace(/\n/g, '⏎').replace(/\t/g, '⇥').replace(/^ +$/, '␣');

/** Draws the text; each piece tells its step and value, and can be chosen. */
export function drawTokens(picture: TokensPicture): Tree {
  const { tokens, values, unit, step, choose, say } = picture;
  return h(
    'p',
    { class: 'gl-tokens', style: 'line-height:2;margin:4px 0;overflow-wrap:anywhere' },
    tokens.map((token, t) => {
      const value = formatExact(values[t] ?? NaN, values instanceof Float32Array);
      const label = `${token}: ${say('unit')} ${unit}, ${say('step')} ${t}, ${value}`;
      return [
        h(
          'span',
          {
            class: 'gl-token',
            'data-step': t,
            title: label,
            'aria-label': label,
            role: choose ? 'button' : null,
            tabindex: choose ? (t === (step ?? 0) ? 0 : -1) : null,
            style: `${styleOf(values[t] ?? NaN, picture)};padding:2px 4px;border-radius:3px;${t === step ? 'outline:2px solid var(--jp-content-font-color1, #1f1f1f);outline-offset:1px' : ''}`,
            onclick: choose ? () => choose(t) : null,
          },
          visible(token),
        ),
        ' ',
      ];
    }),
  );
}
