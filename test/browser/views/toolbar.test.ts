import assert from 'node:assert/strict';
import { columns, facet, rows } from './helpers/heatmap.js';
import { closeBrowser, openPage, show, trait, wire } from './helpers/open-page.js';

describe('the tools above a heatmap', function () {
  this.timeout(60_000);
  after(closeBrowser);

  it('answer the mouse: zoom in and out, reset, pan, table', async () => {
    const { page, errors } = await openPage();
    await show(page, 'Heatmap', 'A', { facets: [facet()] });
    const press = (text: string) => page.locator('.gl-toolbar button', { hasText: text }).click();
    const width = async () => {
      const xlim = (await trait(page, 'A', 'xlim')) as [number, number] | null;
      return xlim && xlim[1] - xlim[0];
    };
    await press('+');
    assert.equal(await width(), columns / 2);
    await press('+');
    await press('−');
    assert.equal(await width(), columns / 2);
    await press('⤢');
    assert.equal(await width(), null);
    for (const tool of ['✥', '▦']) {
      await press(tool);
      await page.locator('.gl-toolbar [aria-pressed=true]', { hasText: tool }).waitFor();
    }
    assert.equal(await page.locator('.gl-scroll tbody tr').count(), rows);
    await press('▦');
    await page.locator('.gl-scroll').waitFor({ state: 'detached' });
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('say in the table which steps they leave out', async () => {
    const { page, errors } = await openPage();
    const values = wire(
      Array.from({ length: 2 * 302 }, (_, k) => Math.sin(k)),
      [2, 302],
    );
    await show(page, 'Heatmap', 'A', { facets: [facet({ shape: [2, 302], data: values })] });
    await page.locator('.gl-toolbar button', { hasText: '▦' }).click();
    await page.locator('caption', { hasText: '2 of 2 rows, one step in 8' }).waitFor();
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('fit the colours to the numbers by mouse and by key, and say so', async () => {
    const { page, errors } = await openPage();
    await show(page, 'Heatmap', 'A', { facets: [facet()] });
    await page.locator('.gl-toolbar button', { hasText: '◐' }).click();
    await page.locator('.gl-note', { hasText: 'colours fitted to' }).waitFor();
    assert.equal(await trait(page, 'A', 'fit'), true);
    await page.locator('.gl-stage').focus();
    await page.keyboard.press('f');
    await page.locator('.gl-note', { hasText: 'colours fitted to' }).waitFor({ state: 'detached' });
    assert.equal(await trait(page, 'A', 'fit'), false);
    assert.deepEqual(errors, []);
    await page.close();
  });
});
