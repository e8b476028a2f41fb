// Which cells each pixel shows. Cells that are wider than a pixel are cut at the nearest pixel; narrower ones are all kept:
// each belongs to the pixel in which it begins, so that none is left out.

/** For pixel p the cells `[start[p], end[p])`; equal ends mean that no cell is there. */
export interface Spans {
  /** The first cell of each pixel. */
  readonly start: Int32Array;
  /** The cell behind the last one of each pixel. */
  readonly end: Int32Array;
  /** Cells to one pixel, at most. */
  readonly most: number;
}

/** The spans of `pixels` pixels over the cell edges `from … to` (from < to) of an axis with `cells` cells. */
export function makeSpans(
  pixels: number,
  [from, to]: readonly [number, number],
  cells: number,
): Spans {
  const start = new Int32Array(pixels);
  const end = new Int32Array(pixels);
  const perPixel = (to - from) / pixels;
  const clamp = (cell: number): number => Math.max(0, Math.min(cells, cell));
  let most = 0;
  for (let p = 0; p < pixels; p++) {
    if (perPixel <= 1) {
      const cell = Math.floor(from + (p + 0.5) * perPixel);
      start[p] = clamp(cell);
      end[p] = clamp(cell + 1);
    } else {
      // The first pixel also shows the cell that began to its left.
      start[p] = clamp(p === 0 ? Math.floor(from) : Math.ceil(from + p * perPixel - 1e-9));
      end[p] = clamp(Math.ceil(from + (p + 1) * perPixel - 1e-9));
    }
    most = Math.max(most, end[p]! - start[p]!);
  }
  return { start, end, most };
}

/** The same spans in an order from the other end, for axes that grow upwards. */
export function reverseSpans({ start, end, most }: Spans): Spans {
  return { start: start.slice().reverse(), end: end.slice().reverse(), most };
}
