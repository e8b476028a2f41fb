// What a picture of lines shows, and where its panel lies.
import { timeMargins } from '../axis/time-margins.js';
import { makeValueAxis, type ValueAxis } from '../axis/value-axis.js';
import type { Scale } from '../axis/scale.js';
import { boldness, fitText, textWidth, wrapText } from '../text/measure.js';
import { largest } from '../../../src/lists/extremes.js';

/** One line; weak ones stand back behind the strong. */
export interface Line {
  /** What the legend calls it. */
  readonly name: string;
  /** One value for each step. */
  readonly values: ArrayLike<number>;
  /** As CSS has it. */
  readonly color: string;
  /** Whether it stands back. */
  readonly weak?: boolean;
  /** A second look for those who do not tell colours apart. */
  readonly dash?: string;
}

/** A picture of lines over the same steps. */
export interface LinesPicture {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** In the order of the legend; weak ones are drawn first. */
  readonly lines: readonly Line[];
  /** The edges of a band at each step, and what the legend calls it; null for none. */
  readonly band: {
    readonly low: ArrayLike<number>;
    readonly high: ArrayLike<number>;
    readonly name: string;
  } | null;
  /** Above the picture; empty for none. */
  readonly title: string;
  /** Below the panel; empty for none. */
  readonly xlabel: string;
  /** Beside the panel; empty for none. */
  readonly ylabel: string;
  /** How values become heights. */
  readonly yscale: 'linear' | 'log';
  /** The steps that are shown (their edges); null shows all. */
  readonly xlim: readonly [number, number] | null;
  /** The lowest and greatest value that are shown; null takes the lines' own. */
  readonly ylim: readonly [number | null, number | null];
  /** A name for each step; null counts them. */
  readonly columnNames: readonly string[] | null;
  /** Whether there is a legend. */
  readonly legend: boolean;
  /** What is left out, at the lower right. */
  readonly note?: string;
  /** Steps that are selected here or in another view, half open. */
  readonly selected?: readonly [number, number] | null;
  /** Steps to mark with an upright line. */
  readonly marks: readonly number[];
  /** What is read aloud. */
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
  /** In pixels. */
  readonly box: { x: number; y: number; width: number; height: number };
  /** Steps to pixels. */
  readonly x: Scale;
  /** Values to pixels. */
  readonly y: ValueAxis;
  /** How many steps there are. */
  readonly steps: number;
  /** The lines of the title. */
  readonly title: readonly string[];
  /** The entries of the legend, each where its sample begins. */
  readonly legend: readonly LegendEntry[];
}

/** What a legend says of one look. */
export interface LegendEntry {
  /** What is said. */
  readonly name: string;
  /** As CSS has it. */
  readonly color: string;
  /** The line's dashes, as SVG has them; null for a line without. */
  readonly dash: string | null;
  /** Whether it is an area, and no line. */
  readonly area: boolean;
  /** Where its sample begins, in pixels from the beginning of the legend. */
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
