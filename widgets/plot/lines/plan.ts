// What a picture of lines shows, and where its panel lies.
import { timeMargins } from '../axis/time-margins.js';
import { makeValueAxis, type ValueAxis } from '../axis/value-axis.js';
import type { Scale } from '../axis/scale.js';
import { boldness, fitText, textWidth, wrapText } from '../text/measure.js';
import { largest } from '../../../src/lists/extremes.js';

/** One line; weak ones stand back behind the strong. */
export interface Line {
  readonly name: string;
  readonly values: ArrayLike<number>;
  readonly color: string;
  readonly weak?: boolean;
  /** A second look for those who do not tell colours apart. */
  readonly dash?: string;
}

/** A picture of lines over the same steps. */
export interface LinesPicture {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  readonly band: {
    readonly low: ArrayLike<number>;
    readonly high: ArrayLike<number>;
    readonly name: string;
  } | null;
  readonly title: string;
  readonly xlabel: string;
  readonly ylabel: string;
  readonly yscale: 'linear' | 'log';
  readonly xlim: readonly [number, number] | null;
  readonly ylim: readonly [number | null, number | null];
  readonly columnNames: readonly string[] | null;
  readonly legend: boolean;
  /** What is left out, at the lower right. */
  readonly note?: string;
  /** Steps that are selected here or in another view, half open. */
  readonly selected?: readonly [number, number] | null;
  /** Steps to mark with an upright line. */
  readonly marks: readonly number[];
  readonly label: string;
  /** Where the panel begins and ends when it stands above or below another picture; its own margins otherwise. */
  readonly beside?: { readonly x: number; readonly width: number } | null;
}

/** The colours of lines: Okabe and Ito's, which most people tell apart. */
export const lineColors = [
  '#0072B2',
  '#D55E00',
  '#009E73',
  '#CC79A7',
  '#E69F00',
  '#56B4E9',
  '#8C6BB1',
  '#7F7F7F',
] as const;

/** Where the panel of a lines picture lies, and its scales. `x` counts steps; step t is drawn at t + ½, as cells are. */
export interface LinesPlan {
  readonly box: { x: number; y: number; width: number; height: number };
  readonly x: Scale;
  readonly y: ValueAxis;
  readonly steps: number;
  readonly title: readonly string[];
  /** The entries of the legend, each where its sample begins. */
  readonly legend: readonly LegendEntry[];
}

/** What a legend says of one look. */
export interface LegendEntry {
  readonly name: string;
  readonly color: string;
  readonly dash: string | null;
  readonly area: boolean;
  readonly x: number;
  /** Which row of the legend it stands in. */
  readonly row: number;
}

/** Height of a row of the legend. */
export const legendRow = 17;

/** Size of the texts, in pixels. */
export const font = 11;

function valuesRange(picture: LinesPicture): [number, number] {
  const log = picture.yscale === 'log';
  let [low, high] = [Infinity, -Infinity];
  const look = (values: ArrayLike<number>): void => {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (!Number.isFinite(value) || (log && value <= 0)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  };
  picture.lines.forEach((line) => look(line.values));
  if (picture.band) [picture.band.low, picture.band.high].forEach(look);
  if (low > high) [low, high] = log ? [0.1, 1] : [0, 1];
  return [picture.ylim[0] ?? low, picture.ylim[1] ?? high];
}

/** The legend in as many rows as it needs. */
function layLegend(picture: LinesPicture): LegendEntry[] {
  if (!picture.legend) return [];
  const looks = picture.lines
    .filter((line) => !line.weak)
    .map(({ name, color, dash }) => ({ name, color, dash: dash ?? null, area: false }));
  if (picture.band)
    looks.push({ name: picture.band.name, color: '#009E73', dash: null, area: true });
  let [x, row] = [0, 0];
  return looks.map((look) => {
    const name = fitText(look.name, picture.width - 60, font);
    const room = 26 + textWidth(name, font) + 14;
    if (x > 0 && x + room > picture.width - 8) [x, row] = [0, row + 1];
    const entry = { ...look, name, x, row };
    x += room;
    return entry;
  });
}

/** Decides where everything stands. */
export function planLines(picture: LinesPicture): LinesPlan {
  const steps = Math.max(1, largest(picture.lines.map((line) => line.values.length)));
  const title = picture.title ? wrapText(picture.title, picture.width - 8, 13 * boldness) : [];
  const legend = layLegend(picture);
  const legendRows = Math.max(0, largest(legend.map(({ row }) => row + 1)));
  const top = 8 + title.length * 16 + (legendRows > 0 ? legendRows * legendRow + 3 : 0);
  const bottom = font + 12 + (picture.xlabel || picture.note ? 20 : 0);
  const height = Math.max(20, picture.height - top - bottom);
  const y = makeValueAxis({
    type: picture.yscale,
    domain: valuesRange(picture),
    range: [top + height, top],
  });
  const texts = Math.max(0, largest(y.ticks.map((tick) => textWidth(tick.text, font))));
  const own = Math.ceil(texts) + 12 + (picture.ylabel ? 20 : 0);
  const { beside } = picture;
  const least = timeMargins(picture.width);
  const left = Math.max(own, beside?.x ?? least.left);
  const right = beside ? beside.x + beside.width : picture.width - Math.max(14, least.right);
  const width = Math.max(20, right - left);
  return {
    box: { x: left, y: top, width, height },
    x: { domain: picture.xlim ?? [0, steps], range: [left, left + width] },
    y,
    steps,
    title,
    legend,
  };
}
