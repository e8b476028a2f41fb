import assert from 'node:assert/strict';
import { columns, facet, rows } from './helpers/heatmap.js';
import { closeBrowser, openPage, show } from './helpers/open-page.js';

const long = 'a name that is very much longer than anything that a picture has room for';
const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `${i} ${long}`);

describe('names that are too long', function () {
  this.timeout(60_000);
  after(closeBrowser);

  for (const width of [800, 420]) {
    it(`lie on nothing and are not cut off by the edge, ${width} pixels wide`, async () => {
      const { page } = await openPage({ width, height: 1200 });
      await show(page, 'Heatmap', 'A', {
        ...{ title: long, xlabel: long, ylabel: long, colorbarLabel: long },
        ...{ rowNames: names(rows), columnNames: names(columns) },
        facets: [facet({ title: long }), facet({ title: long })],
      });
      assert.deepEqual(await page.evaluate('gatelabTest.crowdedTexts()'), []);
      // Something is said all the same: two titles of panels, names of rows, names of columns.
      for (const part of ['.gl-panel-title', '.gl-axis-left text', '.gl-axis-bottom text']) {
        const texts = await page.locator(part).allTextContents();
        assert.ok(texts.length > 1 && texts.every((text) => text.length > 4), `${part}: ${texts}`);
      }
      await page.close();
    });
  }
});
