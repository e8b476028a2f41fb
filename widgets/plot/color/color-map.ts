// matplotlib's colour maps, entry by entry: interpolated from ColorBrewer's anchors, or stored as tables.
import * as d3 from 'd3';
import { reversedDiffers, tables } from './tables.generated.js';

/** A table of colours: `rgb` holds red, green, blue for each of `size` entries. */
export interface ColorMap {
  /** Matplotlib's name. */
  readonly name: string;
  /** How many colours it has. */
  readonly size: number;
  /** 0 to 255 each, entry after entry. */
  readonly rgb: Uint8Array;
}

/** ColorBrewer's anchors; d3 keeps the same lists. PuOr runs the other way round in matplotlib. */
const anchors: Readonly<Record<string, readonly string[] | undefined>> = {
  Blues: d3.schemeBlues[9],
  Greens: d3.schemeGreens[9],
  Greys: d3.schemeGreys[9],
  Oranges: d3.schemeOranges[9],
  Purples: d3.schemePurples[9],
  Reds: d3.schemeReds[9],
  BuGn: d3.schemeBuGn[9],
  BuPu: d3.schemeBuPu[9],
  GnBu: d3.schemeGnBu[9],
  OrRd: d3.schemeOrRd[9],
  PuBu: d3.schemePuBu[9],
  PuBuGn: d3.schemePuBuGn[9],
  PuRd: d3.schemePuRd[9],
  RdPu: d3.schemeRdPu[9],
  YlGn: d3.schemeYlGn[9],
  YlGnBu: d3.schemeYlGnBu[9],
  YlOrBr: d3.schemeYlOrBr[9],
  YlOrRd: d3.schemeYlOrRd[9],
  BrBG: d3.schemeBrBG[11],
  PRGn: d3.schemePRGn[11],
  PiYG: d3.schemePiYG[11],
  PuOr: d3.schemePuOr[11]?.slice().reverse(),
  RdBu: d3.schemeRdBu[11],
  RdGy: d3.schemeRdGy[11],
  RdYlBu: d3.schemeRdYlBu[11],
  RdYlGn: d3.schemeRdYlGn[11],
  Spectral: d3.schemeSpectral[11],
};

/**
 * Straight lines between equally spaced anchors, 256 entries. The order of the operations is that of matplotlib's
 * `_create_lookup_table`, and colours are between 0 and 1 meanwhile: halves must round to the same side.
 */
function interpolateAnchors(colors: readonly string[]): Uint8Array {
  const stops = colors
    .map((color) => d3.rgb(color))
    .map(({ r, g, b }) => [r / 255, g / 255, b / 255]);
  const places = stops.map((_, k) => (k / (stops.length - 1)) * 255);
  const rgb = new Uint8Array(256 * 3);
  for (let i = 0; i < 256; i++) {
    const k = Math.max(1, d3.bisectLeft(places, i));
    const [low, high] = [places[k - 1]!, places[k]!];
    const distance = (i - low) / (high - low);
    const [from, to] = [stops[k - 1]!, stops[k]!];
    for (let j = 0; j < 3; j++) {
      rgb[i * 3 + j] = Math.floor((distance * (to[j]! - from[j]!) + from[j]!) * 255 + 0.5);
    }
  }
  return rgb;
}

const decodeTable = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** The entries in the opposite order. */
function reverse(rgb: Uint8Array): Uint8Array {
  const size = rgb.length / 3;
  return Uint8Array.from(rgb, (_, i) => rgb[(size - 1 - Math.floor(i / 3)) * 3 + (i % 3)]!);
}

/** The map `name_r`, with the last bits of matplotlib's own. */
function reversed(name: string): Uint8Array {
  const rgb = reverse(tableOf(name));
  const places = Object.hasOwn(reversedDiffers, name) ? reversedDiffers[name]! : [];
  for (const place of places) rgb[Math.abs(place) - 1]! += Math.sign(place);
  return rgb;
}

/** The second half of twilight, then the first, backwards. */
function shiftTwilight(rgb: Uint8Array): Uint8Array {
  const half = rgb.length / 2;
  const shifted = new Uint8Array(rgb.length);
  shifted.set(rgb.subarray(half));
  shifted.set(rgb.subarray(0, half), half);
  return reverse(shifted);
}

const derived: Readonly<Record<string, () => Uint8Array>> = {
  binary: () => reverse(decodeTable(tables['gray']!)),
  twilight_shifted: () => shiftTwilight(decodeTable(tables['twilight']!)),
};

/** The names that `colorMap` knows, without their `_r` forms. */
export const colorMapNames: readonly string[] = [
  ...Object.keys(tables),
  ...Object.keys(anchors),
  ...Object.keys(derived),
];

const made = new Map<string, ColorMap>();

function tableOf(name: string): Uint8Array {
  if (Object.hasOwn(tables, name)) return decodeTable(tables[name]!);
  if (Object.hasOwn(derived, name)) return derived[name]!();
  const colors = Object.hasOwn(anchors, name) ? anchors[name] : undefined;
  if (colors) return interpolateAnchors(colors);
  const meant = colorMapNames.find((known) => known.toLowerCase() === name.toLowerCase());
  const hint = meant === undefined ? '' : `did you mean ${meant}? Or `;
  throw new RangeError(
    `Unknown colour map "${name}": ${hint}take one of ${colorMapNames.join(', ')}, with _r to reverse it`,
  );
}

/**
 * The colour map of this matplotlib name; `_r` at the end reverses it.
 * Throws a RangeError that lists the known names when there is none.
 */
export function colorMap(name: string): ColorMap {
  const known = made.get(name);
  if (known) return known;
  const plain = name.endsWith('_r') ? name.slice(0, -2) : name;
  const rgb = plain === name ? tableOf(plain) : reversed(plain);
  const map = { name, size: rgb.length / 3, rgb };
  made.set(name, map);
  return map;
}
