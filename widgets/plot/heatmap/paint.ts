// The cells of a panel as pixels.
import type { Aggregate, Source } from './aggregate.js';
import { colorOf, type Coloring } from './colors.js';
import { PixelRowsCache, type PixelRows } from './pixel-rows.js';
import { makeSpans, reverseSpans, type Spans } from './spans.js';

/** RGBA bytes of `width` × `height` pixels, and how many cells one pixel shows at most. */
export interface Raster {
  /** Pixels of a row. */
  readonly width: number;
  /** Rows of pixels. */
  readonly height: number;
  /** Four bytes for each pixel, row after row from the top. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** Cells that share a pixel, at most. */
  readonly cellsPerPixel: number;
}

/** What to paint. Limits are cell edges of the stored columns and of the rows as shown. */
export interface PaintOptions {
  /** Pixels of a row. */
  readonly width: number;
  /** Rows of pixels. */
  readonly height: number;
  /** Rows of the source. */
  readonly rows: number;
  /** Stored columns of the source. */
  readonly columns: number;
  /** Edges of the columns at the left and right of the picture. */
  readonly xlim: readonly [number, number];
  /** Edges of the rows at the bottom and top of the picture. */
  readonly ylim: readonly [number, number];
  /** Row of the matrix at each place shown; null keeps the order. */
  readonly order: ArrayLike<number> | null;
  /** Whether the first row stands at the bottom or at the top. */
  readonly origin: 'lower' | 'upper';
  /** What a pixel shows that covers several cells. */
  readonly aggregate: Aggregate;
  /** What is common, so that what is farthest from it is shown when cells share a pixel: the matrix's mean. */
  readonly usual: number;
}

/** What a panel keeps from one painting to the next, so that a frame costs less than the first painting. */
export class PaintCache {
  /** The lines of the last painting. */
  readonly rows = new PixelRowsCache();
  private colored: { key: string; values: Float64Array; words: Uint32Array } | null = null;
  private pixels: Uint32Array<ArrayBuffer> | null = null;

  /** Pixels of the last painting, to be painted over, when it had the same size. */
  wordsFor(count: number): Uint32Array<ArrayBuffer> {
    if (this.pixels?.length !== count) this.pixels = new Uint32Array(count);
    else this.pixels.fill(0);
    return this.pixels;
  }

  /** The colours of lines of numbers: 0 where nobody has asked yet. With many cells to a pixel most are never seen. */
  colorsOf(values: Float64Array, coloring: Coloring): Uint32Array {
    const known = this.colored;
    if (known?.values === values && known.key === coloring.key) return known.words;
    const words = new Uint32Array(values.length);
    this.colored = { key: coloring.key, values, words };
    return words;
  }
}

/** The mean of a run of means. */
function meanOfRun(values: Float64Array, counts: Float64Array, from: number, to: number): number {
  let [sum, count] = [0, 0];
  for (let i = from; i < to; i++) {
    if (counts[i] === 0) continue;
    sum += values[i]! * counts[i]!;
    count += counts[i]!;
  }
  return count === 0 ? NaN : sum / count;
}

/** Columns of the source that any pixel shows. */
function columnsShown({ start, end }: Spans): [from: number, to: number] {
  let [from, to] = [Infinity, 0];
  for (let px = 0; px < start.length; px++) {
    if (start[px] === end[px]) continue;
    from = Math.min(from, start[px]!);
    to = Math.max(to, end[px]!);
  }
  return from < to ? [from, to] : [0, 0];
}

/** A function that paints one line of numbers into `words` from the place `at` on. */
function linePainter(
  rows: PixelRows,
  { start, end }: Spans,
  coloring: Coloring,
  cache: PaintCache,
): (line: number, words: Uint32Array, at: number) => void {
  const { values, counts, choice, from, to } = rows;
  const width = to - from;
  const colors = cache.colorsOf(values, coloring);
  const colorAt = (place: number): number => {
    // What is painted has a colour other than 0, unless it is to be transparent: that is looked up again.
    const known = colors[place]!;
    return known === 0 ? (colors[place] = colorOf(coloring, values[place]!)) : known;
  };
  return (line, words, at) => {
    const base = line * width - from;
    for (let px = 0; px < start.length; px++) {
      const [first, last] = [base + start[px]!, base + end[px]!];
      if (first === last) continue;
      words[at + px] =
        last - first === 1
          ? colorAt(first)
          : choice
            ? colorAt(choice.best(values, first, last))
            : colorOf(coloring, meanOfRun(values, counts!, first, last));
    }
  };
}

/** Paints the cells. Pixels outside the matrix stay transparent, those of NaN have the bad colour. */
export function paintCells(
  source: Source,
  coloring: Coloring,
  options: PaintOptions,
  cache = new PaintCache(),
): Raster {
  const { width, height } = options;
  const down = makeSpans(height, options.ylim, options.rows);
  const rowSpans = options.origin === 'upper' ? down : reverseSpans(down);
  const columns = makeSpans(width, options.xlim, options.columns);
  const { order, aggregate, usual } = options;
  const question = { source, rows: rowSpans, order, aggregate, usual };
  const rows = cache.rows.rowsFor(question, ...columnsShown(columns), options.columns);
  const paintLine = linePainter(rows, columns, coloring, cache);
  const words = cache.wordsFor(width * height);
  for (let py = 0; py < height; py++) {
    const at = py * width;
    const line = rows.lineOf[py]!;
    if (line < 0) continue;
    if (py > 0 && line === rows.lineOf[py - 1]) words.copyWithin(at, at - width, at);
    else paintLine(line, words, at);
  }
  return {
    width,
    height,
    pixels: new Uint8ClampedArray(words.buffer),
    cellsPerPixel: Math.max(1, rowSpans.most) * Math.max(1, columns.most),
  };
}

/** Paints a colour bar of this many pixels: from vmin at the bottom (left) to vmax at the top (right). */
export function paintBar({ palette }: Coloring, width: number, height: number): Raster {
  const words = new Uint32Array(width * height);
  const upright = height >= width;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const place = upright ? (height - y - 0.5) / height : (x + 0.5) / width;
      words[y * width + x] =
        palette.words[Math.min(palette.size - 1, Math.floor(place * palette.size))]!;
    }
  }
  return { width, height, pixels: new Uint8ClampedArray(words.buffer), cellsPerPixel: 1 };
}
