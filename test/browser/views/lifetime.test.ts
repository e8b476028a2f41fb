import assert from 'node:assert/strict';
import { facet, boxes } from './helpers/heatmap.js';
import { closeBrowser, openPage, settle, show, trait } from './helpers/open-page.js';

describe('views over time', function () {
  this.timeout(60_000);
  after(closeBrowser);

  it('leave nothing behind when they are removed', async () => {
    const { page } = await openPage();
    for (let i = 0; i < 20; i++) await show(page, 'Heatmap', `M${i}`, { facets: [facet()] });
    await page.evaluate(`(() => {
      window.gone = gatelabTest.views.map((view) => new WeakRef(view.el.querySelector('.gl-root')));
      for (const view of gatelabTest.views.splice(0)) view.remove();
      for (const model of gatelabTest.models.values()) model.close(true);
      gatelabTest.models.clear();
      gatelabTest.comms.clear();
      document.body.replaceChildren();
    })()`);
    await settle(page);
    await page.waitForTimeout(200);
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    assert.equal(await page.evaluate('gone.filter((ref) => ref.deref()).length'), 0);
    await page.close();
  });

  it('show several views of one model alike', async () => {
    const { page } = await openPage();
    await show(page, 'Heatmap', 'A', { facets: [facet()] });
    await page.evaluate(`gatelabTest.show('A')`);
    await page.evaluate(
      `gatelabTest.models.get('A').set({ hover: { facet: 0, row: 1, column: 2 } })`,
    );
    await settle(page);
    assert.equal(await page.locator('.gl-crosshair').count(), 2);
    await page.close();
  });

  it('stretch under two fingers', async () => {
    const { page } = await openPage();
    await show(page, 'Heatmap', 'A', { facets: [facet()] });
    const [box] = await boxes(page);
    await page.evaluate(
      `((box) => {
        const stage = document.querySelector('.gl-stage');
        const at = stage.getBoundingClientRect();
        const touch = (type, id, share) => stage.dispatchEvent(new PointerEvent(type, { pointerType: 'touch', pointerId: id,
          bubbles: true, button: 0, clientX: at.left + box.x + share * box.width, clientY: at.top + box.y + 20 }));
        touch('pointerdown', 1, 0.4); touch('pointerdown', 2, 0.6);
        touch('pointermove', 1, 0.3); touch('pointermove', 2, 0.7);
        touch('pointerup', 1, 0.3); touch('pointerup', 2, 0.7);
      })(${JSON.stringify(box)})`,
    );
    const [from, to] = (await trait(page, 'A', 'xlim')) as [number, number];
    assert.ok(Math.abs(from - 5) < 0.1 && Math.abs(to - 15) < 0.1, `${from} … ${to}`);
    await page.close();
  });

  it('draw fifty heatmaps in one page', async () => {
    const { page, errors } = await openPage();
    for (let i = 0; i < 50; i++) await show(page, 'Heatmap', `M${i}`, { facets: [facet()] });
    const painted = await page.$$eval(
      'canvas',
      (all) =>
        all.filter((canvas) => canvas.getContext('2d')!.getImageData(200, 60, 1, 1).data[3] === 255)
          .length,
    );
    assert.equal(painted, 50);
    assert.deepEqual(errors, []);
    await page.close();
  });
});
