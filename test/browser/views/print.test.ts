import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SCREENSHOTS } from '../notebook-page.js';
import { facet } from './helpers/heatmap.js';
import { comparisonForPage } from './helpers/states.js';
import { closeBrowser, openPage, settle, show } from './helpers/open-page.js';

/** The widths between the margins of paper, in CSS pixels: A4 and Letter, upright and across. */
const papers = { 'A4 portrait': 680, 'A4 landscape': 1009, 'Letter portrait': 702 } as const;

describe('pictures on paper', function () {
  this.timeout(120_000);
  after(closeBrowser);

  it('are as wide as the paper, whole, without their tools', async () => {
    const { page, errors } = await openPage();
    await page.setViewportSize({ width: 1280, height: 900 });
    await show(page, 'Heatmap', 'A', { facets: [facet()], title: 'on paper', xlabel: null });
    await show(page, 'ErrorTable', 'T', await comparisonForPage());
    await settle(page);
    await page.emulateMedia({ media: 'print' });
    mkdirSync(SCREENSHOTS, { recursive: true });
    for (const [name, width] of Object.entries(papers)) {
      await page.setViewportSize({ width, height: 1000 });
      const parts = await page.$$eval('.gl-stage', (stages) =>
        stages.map((stage) =>
          [...stage.querySelectorAll('canvas, :scope > svg')].map((layer) => {
            const { left, right, top, bottom } = layer.getBoundingClientRect();
            return [left, right, top, bottom].map(Math.round).join();
          }),
        ),
      );
      assert.ok(parts.length >= 2);
      // Cells and axes lie over each other, whatever the width.
      for (const layers of parts)
        assert.equal(new Set(layers).size, 1, `${name}: ${layers.join(' ')}`);
      const cut = await page.$$eval('.gl-stage text, .gl-plain-stage text, canvas', (nodes) =>
        nodes
          .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
          .map((node) => node.textContent),
      );
      assert.deepEqual(cut, [], name);
      const [rows, after] = await Promise.all(
        ['.gl-scroll table', '.gl-exact'].map((part) => page.locator(part).first().boundingBox()),
      );
      assert.ok(
        rows!.y + rows!.height <= after!.y + 1,
        `${name}: the table lies over what follows it`,
      );
      assert.equal(await page.locator('.gl-toolbar:visible, .gl-tools:visible').count(), 0);
      await page.screenshot({
        path: join(SCREENSHOTS, `print-${name.replace(' ', '-')}.png`),
        fullPage: true,
      });
    }
    assert.deepEqual(errors, []);
    await page.close();
  });
});
