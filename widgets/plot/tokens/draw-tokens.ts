// A text whose pieces are coloured by one unit's value.
import type { ColorMap } from '../color/color-map.js';
import { percentOf } from '../heatmap/scale-use.js';
import { formatExact, formatShort } from '../text/numbers.js';
import type { Say } from '../text/words.js';
import { h, type Tree } from '../tree/tree.js';

/** A text to colour. */
export interface TokensPicture {
  /** The pieces, one for each step. */
  readonly tokens: readonly string[];
  /** One value for each token. */
  readonly values: ArrayLike<number>;
  /** Values at the two ends of the colours. */
  readonly limits: readonly [number, number];
  /** The colours. */
  readonly map: ColorMap;
  /** The share of the limits that the values use, where it is little. */
  readonly used: number | null;
  /** The unit whose values are shown. */
  readonly unit: number;
  /** The chosen step; null where none is. */
  readonly step: number | null;
  /** Steps that another view selected, half open. */
  readonly selected: readonly [number, number] | null;
  /** Called when a piece is chosen; null in a picture that cannot be pressed. */
  readonly choose: ((step: number) => void) | null;
  /** The words of the picture's language. */
  readonly say: Say;
}

/** White or black text, whichever is easier to read on this colour. */
function readable(r: number, g: number, b: number): string {
  const linear = (c: number): number => (c / 255) ** 2.2;
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) > 0.3 ? '#111' : '#fff';
}

/** The colour behind a value's piece, and that of its letters. */
export function pieceColors(
  value: number,
  { limits, map }: TokensPicture,
): { background: string; color: string } {
  if (Number.isNaN(value)) return { background: '#bdbdbd', color: '#111' };
  const { rgb, size } = map;
  const place = (value - limits[0]) / (limits[1] - limits[0] || 1);
  const entry = Math.max(0, Math.min(size - 1, Math.floor(place * size))) * 3;
  const [r, g, b] = [rgb[entry]!, rgb[entry + 1]!, rgb[entry + 2]!];
  return { background: `rgb(${r},${g},${b})`, color: readable(r, g, b) };
}

function styleOf(value: number, picture: TokensPicture): string {
  const { background, color } = pieceColors(value, picture);
  return `background-color:${background};color:${color}`;
}

/** What a piece shows when it is nothing to see. */
export const visible = (token: string): string =>
  token.replace(/\n/g, '⏎').replace(/\t/g, '⇥').replace(/^ +$/, '␣');

/** A gradient of the colours between their limits. */
function drawKey({ map, limits, used, say }: TokensPicture): Tree {
  const { rgb, size } = map;
  const stops = Array.from({ length: 9 }, (_, i) => {
    const entry = Math.round((i / 8) * (size - 1)) * 3;
    return `rgb(${rgb[entry]},${rgb[entry + 1]},${rgb[entry + 2]})`;
  });
  const gradient = `background:linear-gradient(to right,${stops.join(',')})`;
  const box = 'display:inline-block;width:110px;height:10px;margin:0 6px;border:1px solid #888';
  return h(
    'span',
    { class: 'gl-tokens-key', style: 'white-space:nowrap;font-size:11px' },
    formatShort(limits[0]),
    h('span', { style: `${box};${gradient}` }),
    formatShort(limits[1]),
    used !== null &&
      ` · ${say('usesScale', percentOf(used), formatShort(limits[0]), formatShort(limits[1]))}`,
  );
}

/** Lines under and around a piece: selected elsewhere, chosen. */
const markOf = ({ step, selected }: TokensPicture, t: number): string =>
  (selected && t >= selected[0] && t < selected[1]
    ? ';box-shadow:0 3px 0 0 var(--jp-content-font-color1, #1f1f1f)'
    : '') +
  (t === step
    ? ';outline:2px solid var(--jp-content-font-color1, #1f1f1f);outline-offset:1px'
    : '');

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
            style: `${styleOf(values[t] ?? NaN, picture)};padding:2px 4px;border-radius:3px${markOf(picture, t)}`,
            onclick: choose ? () => choose(t) : null,
          },
          visible(token),
        ),
        ' ',
      ];
    }),
    drawKey(picture),
  );
}
