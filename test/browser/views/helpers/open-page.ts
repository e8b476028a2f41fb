// One browser for all tests of views; each test gets a page of its own with our bundle in it.
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../chromium.js';
import { pageScript } from './bundle.js';

/** State as JSON can carry it into the page: typed arrays are written as `{ floats, dtype }`. */
export type PageState = Record<string, unknown>;

/** A wire array that is made in the page. */
export const wire = (values: ArrayLike<number>, shape: number[], dtype = 'float32'): unknown => ({
  $wire: Array.from(values, (x) => (Number.isNaN(x) ? 'NaN' : x)),
  shape,
  dtype,
});

let browser: Browser | null = null;
let script: string | null = null;

/** Opens a page; errors in it are collected in `errors`. */
export async function openPage(
  size = { width: 800, height: 900 },
  scale = 1,
): Promise<{ page: Page; errors: string[] }> {
  browser ??= await launchBrowser();
  script ??= await pageScript();
  const page = await browser.newPage({ viewport: size, deviceScaleFactor: scale });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.setContent(
    '<!doctype html><html lang="en"><title>views</title><body style="margin:0"></body></html>',
  );
  await page.addScriptTag({ content: script });
  return { page, errors };
}

/** Makes a model in the page and shows a view of it, unless it is a link. */
export async function show(page: Page, name: string, id: string, state: PageState): Promise<void> {
  await page.evaluate(
    `gatelabTest.openAndShow(${JSON.stringify(name)}, ${JSON.stringify(id)}, ${JSON.stringify(state)})`,
  );
  await settle(page);
}

/** Two frames and a little: everything that was asked for is drawn. */
export const settle = (page: Page): Promise<unknown> =>
  page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 20))))',
  );

/** A trait of a model. */
export const trait = (page: Page, id: string, name: string): Promise<unknown> =>
  page.evaluate(`gatelabTest.models.get('${id}').get('${name}')`);

/** Ends the browser. */
export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = null;
}
