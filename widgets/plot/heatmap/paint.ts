// The cells of a panel as pixels.
import { entryOf } from '../norm/norm.js';
import { makeLines, type Aggregate, type Area, type Source } from './aggregate.js';
import type { Coloring } from './colors.js';
import { makeSpans, reverseSpans } from './spans.js';

/** RGBA bytes of `width` × `height` pixels, and how many cells one pixel shows at most. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly cellsPerPixel: number;
}

/** What to paint. Limits are cell edges of the stored columns and of the rows as shown. */
export interface PaintOptions {
  readonly width: number;
  readonly height: number;
  readonly rows: number;
  readonly columns: number;
  readonly xlim: readonly [number, number];
  readonly ylim: readonly [number, number];
  /** Row of the matrix at each place shown; null keeps the order. */
  readonly order: ArrayLike<number> | null;
  readonly origin: 'lower' | 'upper';
  readonly aggregate: Aggregate;
  /** What is common, so that what is farthest from it is shown when cells share a pixel: the matrix's mean. */
  readonly usual: number;
}

const sameRow = ({ rows }: Area, py: number): boolean =>
  py > 0 && rows.start[py] === rows.start[py - 1] && rows.end[py] === rows.end[py - 1];

/** Paints the cells. Pixels outside the matrix stay transparent, those of NaN have the bad colour. */
export function paintCells(source: Source, coloring: Coloring, options: PaintOptions): Raster {
  const { width, height, rows, columns } = options;
  const down = makeSpans(height, options.ylim, rows);
  const area: Area = {
    rows: options.origin === 'upper' ? down : reverseSpans(down),
    columns: makeSpans(width, options.xlim, columns),
    order: options.order,
  };
  const { norm, palette, single } = coloring;
  const fill = makeLines(source, area, { aggregate: options.aggregate, usual: options.usual });
  const words = new Uint32Array(width * height);
  const line = new Float64Array(width);
  for (let py = 0; py < height; py++) {
    const at = py * width;
    if (sameRow(area, py)) {
      words.copyWithin(at, at - width, at);
      continue;
    }
    if (area.rows.start[py] === area.rows.end[py]) continue;
    fill(py, line);
    for (let px = 0; px < width; px++) {
      if (area.columns.start[px] === area.columns.end[px]) continue;
      words[at + px] = palette.words[entryOf(norm.place(line[px]!), palette.size, single)]!;
    }
  }
  return {
    width,
    height,
    pixels: new Uint8ClampedArray(words.buffer),
    cellsPerPixel: Math.max(1, area.rows.most) * Math.max(1, area.columns.most),
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
