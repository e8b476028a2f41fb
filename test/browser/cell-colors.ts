import type { Locator, Page } from 'playwright-core';

/** Colours of the first heatmap in `where`, at places given as fractions of its width and height. */
export async function cellColors(
  where: Page | Locator,
  places: readonly (readonly [number, number])[],
): Promise<number[][]> {
  const canvas = where.locator('canvas').first();
  await canvas.waitFor();
  return canvas.evaluate(async (element: HTMLCanvasElement, at) => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const context = element.getContext('2d')!;
    return at.map(([x, y]) => [
      ...context.getImageData(x * element.width, y * element.height, 1, 1).data,
    ]);
  }, places);
}
