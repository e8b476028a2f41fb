// The buttons of a cell diagram, under the mouse.
import assert from 'node:assert/strict';
import { closeBrowser, openPage, show, trait } from './helpers/open-page.js';
import { lstmForPage } from './helpers/states.js';

describe('the buttons of a cell diagram', function () {
  this.timeout(60_000);
  after(closeBrowser);

  it('answer the mouse: a step on, a step back, play and stop', async () => {
    const { page, errors } = await openPage();
    await show(page, 'CellDiagram', 'C', lstmForPage());
    const step = () => trait(page, 'C', 'step');
    await page.click('.gl-cell-diagram [aria-label="Next step"]');
    await page.click('.gl-cell-diagram [aria-label="Next step"]');
    assert.equal(await step(), 2);
    await page.click('.gl-cell-diagram [aria-label="Previous step"]');
    assert.equal(await step(), 1);
    await page.click('.gl-play');
    await page.waitForFunction('gatelabTest.models.get("C").get("step") > 2');
    await page.click('.gl-play');
    const stopped = await step();
    await page.waitForTimeout(400);
    assert.equal(await step(), stopped);
    assert.deepEqual(errors, []);
    await page.close();
  });
});
