// The heatmap of the browser tests, and where its parts are.
import type { Page } from 'playwright-core';
import { colorMap } from '../../../../widgets/plot/color/color-map.js';
import { settle, wire } from './open-page.js';

/** The size of the matrix in these tests. */
export const [rows, columns] = [6, 20];
/** The value of a cell. */
export const value = (row: number, column: number): number =>
  (row * columns + column) / (rows * columns - 1);
const values = Array.from({ length: rows * columns }, (_, i) =>
  value(Math.floor(i / columns), i % columns),
);

/** The matrix as a facet. */
export const facet = (over: object = {}) => ({
  title: 'f',
  shape: [rows, columns],
  pooled: 1,
  data: wire(values, [rows, columns]),
  low: null,
  high: null,
  stats: { min: 0, max: 1, mean: 0.5, minAt: [0, 0], maxAt: [5, 19], nan: 0 },
  quantity: 'gate',
  ...over,
});

/** The places of the first panel and the colour bar, from the SVG frame. */
export async function boxes(
  page: Page,
): Promise<{ x: number; y: number; width: number; height: number }[]> {
  return page.$$eval('.gl-frame, .gl-bar > rect:first-child', (nodes) =>
    nodes.map((node) => ({
      x: Number(node.getAttribute('x')) + 0.5,
      y: Number(node.getAttribute('y')) + 0.5,
      width: Number(node.getAttribute('width')) - 1,
      height: Number(node.getAttribute('height')) - 1,
    })),
  );
}

/** The colours of canvas pixels, in device pixels. */
export const pixels = (page: Page, places: [number, number][]): Promise<number[][]> =>
  page.$eval(
    'canvas',
    (canvas, wanted) => {
      const context = (canvas as HTMLCanvasElement).getContext('2d')!;
      return wanted.map(([x, y]) => [
        ...context.getImageData(Math.floor(x), Math.floor(y), 1, 1).data,
      ]);
    },
    places,
  );

/** The colour that matplotlib gives a cell. */
export const expected = (row: number, column: number): number[] => {
  const { rgb } = colorMap('viridis');
  const entry = Math.min(255, Math.floor(Math.fround(Math.fround(value(row, column)) * 256)));
  return [...rgb.subarray(entry * 3, entry * 3 + 3), 255];
};

/** Moves the pointer to the middle of a cell of the first view. */
export async function pointAt(page: Page, row: number, column: number): Promise<void> {
  const [box] = await boxes(page);
  const stage = (await page.locator('.gl-stage').first().boundingBox())!;
  const x = stage.x + box!.x + ((column + 0.5) / columns) * box!.width;
  const y = stage.y + box!.y + (1 - (row + 0.5) / rows) * box!.height;
  await page.mouse.move(x, y);
  await settle(page);
}
