// Counts what of our code runs in the pages of a browser, for `npm run coverage`.
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** Has every page of a browser write a report into a folder when it, its context or the browser is closed. */
export function countLines(browser: Browser, folder: string): Browser {
  mkdirSync(folder, { recursive: true });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => counted(await newContext(options), folder);
  const close = browser.close.bind(browser);
  browser.close = async (options) => {
    for (const context of browser.contexts()) await context.close();
    await close(options);
  };
  return browser;
}

function counted(context: BrowserContext, folder: string): BrowserContext {
  const open = new Set<Page>();
  const newPage = context.newPage.bind(context);
  context.newPage = async () => {
    const page = await newPage();
    await page.coverage.startJSCoverage({ resetOnNavigation: false, reportAnonymousScripts: true });
    open.add(page);
    const close = page.close.bind(page);
    page.close = async (options) => {
      if (open.delete(page)) await report(page, folder);
      await close(options);
    };
    return page;
  };
  const close = context.close.bind(context);
  context.close = async (options) => {
    for (const page of open) await report(page, folder);
    open.clear();
    await close(options);
  };
  return context;
}

/** Only scripts that hold code of ours: a front end brings many others. */
async function report(page: Page, folder: string): Promise<void> {
  if (page.isClosed()) return;
  const scripts = await page.coverage.stopJSCoverage();
  const result = scripts.filter(({ source }) => source?.includes('gatelab'));
  writeFileSync(join(folder, `page-${randomUUID()}.json`), JSON.stringify({ result }));
}
