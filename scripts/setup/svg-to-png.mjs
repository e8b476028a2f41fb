// Pictures for readers on the web, whose viewers take SVG out of notebooks: drawn by the browser of the tests, as the live view is.
/* global document, Image -- in the browser */
import { tsImport } from 'tsx/esm/api';

/**
 * Opens a browser; `draw(svg, scale)` gives `{ png, width, height }`: base64 with `scale` device pixels to a CSS pixel, and the size in
 * CSS pixels.
 */
export async function openPainter() {
  const { launchBrowser } = await tsImport('../../test/browser/chromium.ts', import.meta.url);
  const browser = await launchBrowser();
  const pages = new Map();
  const pageOf = async (scale) => {
    if (!pages.has(scale)) pages.set(scale, await browser.newPage({ deviceScaleFactor: scale }));
    return pages.get(scale);
  };
  return {
    async draw(svg, scale) {
      const page = await pageOf(scale);
      await page.setContent('<!doctype html><body style="margin:0;background:#fff"></body>');
      const size = await page.evaluate(async (text) => {
        const image = new Image();
        image.src = `data:image/svg+xml;base64,${text}`;
        image.style.display = 'block';
        document.body.append(image);
        await image.decode();
        return { width: image.naturalWidth, height: image.naturalHeight };
      }, svg);
      await page.setViewportSize({ width: Math.ceil(size.width), height: Math.ceil(size.height) });
      const png = (await page.locator('img').screenshot()).toString('base64');
      return { png, ...size };
    },
    close: () => browser.close(),
  };
}
