// A colour map as pixels: one 32-bit word for each entry, then one each for under, over and bad.
import * as d3 from 'd3';
import type { ColorMap } from './color-map.js';

/** `words[0 … size-1]` are the map's colours, `size` is under, `size + 1` over, `size + 2` bad; bytes in memory are RGBA. */
export interface Palette {
  /** How many colours the map has. */
  readonly size: number;
  /** One pixel each. */
  readonly words: Uint32Array;
}

/** Colours for what is off the map; null takes the map's end colours, as matplotlib does. */
export interface OffColors {
  /** As CSS has it, for values below the limits. */
  readonly under: string | null;
  /** As CSS has it, for values above the limits. */
  readonly over: string | null;
  /** As CSS has it, for NaN. */
  readonly bad: string;
}

function parseColor(css: string): [number, number, number, number] {
  const color = d3.color(css)?.rgb();
  if (!color)
    throw new RangeError(`Unknown colour "${css}": take a CSS colour such as "black" or "#c0c0c0"`);
  return [color.r, color.g, color.b, Math.round(color.opacity * 255)];
}

/** Makes the palette of a map. Throws a RangeError for a colour that CSS does not know. */
export function makePalette(map: ColorMap, off: OffColors): Palette {
  const { size, rgb } = map;
  const bytes = new Uint8Array((size + 3) * 4);
  const put = (entry: number, color: ArrayLike<number>): void =>
    bytes.set([...Array.from(color)], entry * 4);
  for (let i = 0; i < size; i++) put(i, [rgb[i * 3]!, rgb[i * 3 + 1]!, rgb[i * 3 + 2]!, 255]);
  put(size, off.under === null ? bytes.slice(0, 4) : parseColor(off.under));
  put(size + 1, off.over === null ? bytes.slice((size - 1) * 4, size * 4) : parseColor(off.over));
  put(size + 2, parseColor(off.bad));
  return { size, words: new Uint32Array(bytes.buffer) };
}

/** The CSS colour of an entry. */
export function cssOf(palette: Palette, entry: number): string {
  const [r, g, b, a] = new Uint8Array(palette.words.buffer, entry * 4, 4);
  return a === 255 ? `rgb(${r},${g},${b})` : `rgba(${r},${g},${b},${(a ?? 0) / 255})`;
}
