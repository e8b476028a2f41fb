import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { violations } from '../axe.js';
import { facet, pointAt } from './helpers/heatmap.js';
import { lstmForPage, tableForPage } from './helpers/states.js';
import { closeBrowser, openPage, settle, show, trait, wire } from './helpers/open-page.js';

/** Jupyter's variables as its dark theme sets them. */
const dark = {
  '--jp-content-font-color1': 'rgba(255, 255, 255, 1)',
  '--jp-layout-color0': '#111',
  '--jp-layout-color1': '#212121',
  '--jp-layout-color2': '#424242',
  '--jp-layout-color3': '#616161',
  '--jp-border-color1': '#616161',
  '--jp-border-color2': '#424242',
  '--jp-brand-color1': '#2196f3',
  '--jp-brand-color3': '#0d47a1',
};

/** All views in one page. */
async function openAll(theme: 'light' | 'dark'): Promise<Page> {
  const { page } = await openPage({ width: 800, height: 1800 });
  if (theme === 'dark') {
    await page.evaluate((values) => {
      for (const [name, value] of Object.entries(values))
        document.documentElement.style.setProperty(name, value);
      document.body.style.background = '#111';
    }, dark);
  }
  await show(page, 'Heatmap', 'A', { facets: [facet()], xlabel: 'step', ylabel: 'unit' });
  await show(page, 'ErrorTable', 'T', tableForPage(200));
  await show(page, 'CellDiagram', 'C', { ...lstmForPage(), opened: 'f' });
  await show(page, 'Lines', 'N', {
    title: 'h',
    series: [{ name: 'h', values: wire([0, 1, 0, -1], [4]) }],
  });
  await show(page, 'Tokens', 'K', { tokens: ['a', 'b'], values: wire([0.1, -0.9], [2, 1]) });
  return page;
}

describe('views for everyone', function () {
  this.timeout(60_000);
  after(closeBrowser);

  for (const theme of ['light', 'dark'] as const) {
    it(`axe finds nothing wrong in the ${theme} theme`, async () => {
      const page = await openAll(theme);
      const folder = new URL('../screenshots/', import.meta.url);
      await page.screenshot({
        path: fileURLToPath(new URL(`views-${theme}.png`, folder)),
        fullPage: true,
      });
      assert.deepEqual(await violations(page), []);
      await page.close();
    });
  }

  it('walks over cells by key, tells them aloud, and keeps its keys from the notebook', async () => {
    const { page } = await openPage();
    await page.evaluate(
      `window.reached = []; document.addEventListener('keydown', (e) => reached.push(e.key), true)`,
    );
    await show(page, 'Heatmap', 'A', { facets: [facet()] });
    await page.focus('.gl-stage');
    for (const key of ['ArrowRight', 'ArrowUp', 'ArrowUp', 'End', 'm', 'Home', 'x'])
      await page.keyboard.press(key);
    assert.deepEqual(await trait(page, 'A', 'hover'), { facet: 0, row: 0, column: 0 });
    await page.keyboard.press('m');
    await settle(page);
    assert.deepEqual(await trait(page, 'A', 'hover'), { facet: 0, row: 5, column: 19 });
    assert.match((await page.textContent('[role=status]')) ?? '', /unit 5, step 19, value 1/);
    assert.match((await page.textContent('[role=gridcell]')) ?? '', /unit 5, step 19/);
    assert.equal(await page.getAttribute('[role=row]', 'aria-rowindex'), '6');
    assert.equal(await page.getAttribute('[role=gridcell]', 'aria-colindex'), '20');
    await page.keyboard.press('Enter');
    assert.deepEqual(await trait(page, 'A', 'selection'), { rows: [5, 6], columns: [19, 20] });
    assert.deepEqual(await page.evaluate('window.reached'), []);
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Control+s');
    assert.ok(((await page.evaluate('window.reached')) as string[]).includes('Enter'));
    await page.close();
  });

  it('zooms by key, opens the table by T and lets go by Escape', async () => {
    const { page } = await openPage();
    await show(page, 'Heatmap', 'A', { facets: [facet()] });
    await page.focus('.gl-stage');
    await page.keyboard.press('+');
    const [from, to] = (await trait(page, 'A', 'xlim')) as [number, number];
    assert.equal(to - from, 10);
    await page.keyboard.press('0');
    assert.equal(await trait(page, 'A', 'xlim'), null);
    await page.keyboard.press('t');
    await settle(page);
    assert.equal(await page.locator('.gl-scroll tbody tr').count(), 6);
    assert.equal(await page.locator('.gl-scroll tbody td').count(), 120);
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(`document.activeElement === document.body`), true);
    await page.close();
  });

  it('speaks Chinese when the page or the model does', async () => {
    const { page } = await openPage();
    await page.evaluate(`document.documentElement.lang = 'zh-CN'`);
    await show(page, 'Heatmap', 'A', { facets: [facet()] });
    await pointAt(page, 1, 2);
    assert.match((await page.textContent('.gl-tooltip')) ?? '', /单元 1\n时间步 2/);
    assert.match(
      (await page.getAttribute('.gl-root', 'aria-label')) ?? '',
      /6 个单元 × 20 个时间步/,
    );
    await page.close();
  });

  it('does not flash for those who want less motion, and stays visible in forced colours', async () => {
    const { page } = await openPage();
    await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
    await show(page, 'Heatmap', 'A', { facets: [facet()] });
    await page.evaluate(
      `gatelabTest.receive('A', { type: 'show', facet: 0, row: 2, column: 3 }, [])`,
    );
    await page.waitForSelector('.gl-flash', { state: 'attached' });
    assert.equal(
      await page.$eval('.gl-flash', (node) => getComputedStyle(node).animationName),
      'none',
    );
    assert.equal(
      await page.$eval('canvas', (node) => getComputedStyle(node).forcedColorAdjust),
      'none',
    );
    await page.close();
  });
});
