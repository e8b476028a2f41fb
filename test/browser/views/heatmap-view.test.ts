import assert from 'node:assert/strict';
import { boxes, columns, expected, facet, pixels, pointAt, rows } from './helpers/heatmap.js';
import { closeBrowser, openPage, settle, show, trait, wire } from './helpers/open-page.js';

describe('HeatmapView', function () {
  this.timeout(60_000);
  after(closeBrowser);

  for (const scale of [1, 2]) {
    it(`paints every cell in its colour at ${scale} device pixels to a pixel`, async () => {
      const { page, errors } = await openPage(undefined, scale);
      await show(page, 'Heatmap', 'A', { facets: [facet()] });
      const [box] = await boxes(page);
      const cells = Array.from(
        { length: rows * columns },
        (_, i) => [Math.floor(i / columns), i % columns] as const,
      );
      const places = cells.map(([row, column]): [number, number] => [
        (box!.x + ((column + 0.5) / columns) * box!.width) * scale,
        (box!.y + (1 - (row + 0.5) / rows) * box!.height) * scale,
      ]);
      const wanted = cells.map(([row, column]) => expected(row, column));
      assert.deepEqual(await pixels(page, places), wanted);
      assert.deepEqual(errors, []);
      await page.close();
    });
  }

  it('tells unit, step and value under the pointer, and sends the place to the kernel', async () => {
    const { page } = await openPage();
    await show(page, 'Heatmap', 'A', { facets: [facet()] });
    await pointAt(page, 4, 7);
    const text = await page.textContent('.gl-tooltip');
    assert.match(text ?? '', /unit 4\nstep 7\nvalue 0\.7310924/);
    assert.deepEqual(await trait(page, 'A', 'hover'), { facet: 0, row: 4, column: 7 });
    await page.waitForFunction(
      `JSON.stringify(gatelabTest.comms.get('A').sent).includes('"column":7')`,
    );
    await page.close();
  });

  it('selects by click and by drag', async () => {
    const { page } = await openPage();
    await show(page, 'Heatmap', 'A', { facets: [facet()] });
    await pointAt(page, 2, 3);
    await page.mouse.down();
    await page.mouse.up();
    assert.deepEqual(await trait(page, 'A', 'selection'), { rows: [2, 3], columns: [3, 4] });
    await page.mouse.down();
    await pointAt(page, 4, 9);
    await page.mouse.up();
    assert.deepEqual(await trait(page, 'A', 'selection'), { rows: [2, 5], columns: [3, 10] });
    const sent = await page.evaluate(`JSON.stringify(gatelabTest.comms.get('A').sent)`);
    assert.match(String(sent), /"type":"pick","facet":0,"row":2,"column":3/);
    await page.close();
  });

  it('zooms with Ctrl and the wheel about the pointer, and leaves the plain wheel to the page', async () => {
    const { page } = await openPage();
    await show(page, 'Heatmap', 'A', { facets: [facet()] });
    await pointAt(page, 2, 10);
    await page.mouse.wheel(0, -300);
    await settle(page);
    assert.equal(await trait(page, 'A', 'xlim'), null);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -300);
    await page.keyboard.up('Control');
    await settle(page);
    const [from, to] = (await trait(page, 'A', 'xlim')) as [number, number];
    assert.ok(from > 0 && to < 20 && to - from < 12 && from < 10.5 && to > 10.5, `${from} … ${to}`);
    await page.close();
  });

  it('drags the upper colour limit and resets it by double click', async () => {
    const { page } = await openPage();
    await show(page, 'Heatmap', 'A', { facets: [facet()] });
    const bar = (await boxes(page))[1]!;
    const stage = (await page.locator('.gl-stage').boundingBox())!;
    await page.mouse.move(stage.x + bar.x + 7, stage.y + bar.y + 10);
    await page.mouse.down();
    await page.mouse.move(stage.x + bar.x + 7, stage.y + bar.y + 10 + bar.height / 2, { steps: 4 });
    await page.mouse.up();
    await settle(page);
    const vmax = (await trait(page, 'A', 'vmax')) as number;
    assert.ok(Math.abs(vmax - 0.5) < 0.02, `vmax ${vmax}`);
    assert.equal(await page.locator('.gl-extend-max').count(), 1);
    await page.mouse.dblclick(stage.x + bar.x + 7, stage.y + bar.y + 30);
    assert.equal(await trait(page, 'A', 'vmax'), null);
    await page.close();
  });

  it('shares hover and zoom with linked views, and a click elsewhere moves its cell into sight', async () => {
    const { page } = await openPage();
    await show(page, 'GateLink', 'L', {});
    await show(page, 'Heatmap', 'A', { facets: [facet()], link: 'IPY_MODEL_L' });
    await show(page, 'Heatmap', 'B', { facets: [facet()], link: 'IPY_MODEL_L' });
    await pointAt(page, 1, 2);
    assert.deepEqual(await trait(page, 'B', 'hover'), { facet: 0, row: 1, column: 2 });
    assert.equal(await page.locator('.gl-crosshair').count(), 2);
    await page.evaluate(`gatelabTest.models.get('A').set({ xlim: [0, 5] })`);
    assert.deepEqual(await trait(page, 'L', 'xlim'), [0, 5]);
    await page.evaluate(
      `gatelabTest.models.get('L').set({ selection: { rows: [3, 4], columns: [15, 16] } })`,
    );
    await page.waitForFunction(`gatelabTest.models.get('B').get('xlim')[1] > 15`);
    await page.close();
  });

  it('asks for a finer tile of an overview, draws it, and tells the exact value', async () => {
    const { page } = await openPage();
    const many = 100_000;
    const stored = 1000;
    const zeros = wire(new Float32Array(2 * stored), [2, stored]);
    const stats = { min: 0, max: 1, mean: 0, minAt: [0, 0], maxAt: [1, 5], nan: 0 };
    const overview = facet({
      shape: [2, many],
      pooled: 100,
      data: zeros,
      low: zeros,
      high: zeros,
      stats,
    });
    await show(page, 'Heatmap', 'A', { facets: [overview], xlim: [0, 50], cmap: 'gray' });
    const request = (await page.evaluate(
      `gatelabTest.comms.get('A').sent.map((m) => m.data.content).find((c) => c && c.type === 'tile')`,
    )) as { id: number; facet: number; from: number; to: number; pooled: number };
    assert.ok(request.from === 0 && request.to >= 50 && request.pooled === 1);
    const width = request.to - request.from;
    const tile = Array.from({ length: 2 * width }, (_, i) => (i === width + 5 ? 1 : 0));
    await page.evaluate(
      `gatelabTest.receive('A', ${JSON.stringify(request)}, [${JSON.stringify(tile)}])`,
    );
    await settle(page);
    const [box] = await boxes(page);
    const x = box!.x + (5.5 / 50) * box!.width;
    const [top, bottom] = await pixels(page, [
      [x, box!.y + box!.height / 4],
      [x, box!.y + (box!.height * 3) / 4],
    ]);
    assert.deepEqual(
      [top, bottom],
      [
        [255, 255, 255, 255],
        [0, 0, 0, 255],
      ],
    );
    await page.close();
  });

  it('touches only what changed from frame to frame', async () => {
    const { page } = await openPage();
    await show(page, 'Heatmap', 'a', { facets: [facet()], title: 'the title', xlim: [0, 16] });
    await page.evaluate(`
      globalThis.kept = [...document.querySelectorAll('.gl-title, .gl-axis-left text, .gl-toolbar button')];
      gatelabTest.models.get('a').set({ xlim: [1, 17] });`);
    await settle(page);
    assert.ok(await page.evaluate('kept.length > 6 && kept.every((node) => node.isConnected)'));
    const first = await page.locator('.gl-axis-bottom text').first().textContent();
    assert.notEqual(first, '0');
    await page.close();
  });

  it('shows labels as text, whatever they look like', async () => {
    const { page } = await openPage();
    const label = '<img src=x onerror="window.broken=1">';
    await show(page, 'Heatmap', 'A', {
      facets: [facet({ title: label })],
      title: label,
      xlabel: label,
      ylabel: label,
      rowNames: Array(rows).fill(label),
    });
    await pointAt(page, 1, 1);
    assert.equal(await page.locator('.gatelab-widget img').count(), 0);
    assert.equal(await page.evaluate('window.broken'), undefined);
    assert.match((await page.textContent('.gl-panel-title')) ?? '', /^<img/);
    await page.close();
  });

  it('says in place when numbers are missing or limits do not fit, and recovers', async () => {
    const { page, errors } = await openPage();
    await show(page, 'Heatmap', 'A', {
      facets: [facet({ data: { dtype: 'float32', shape: [rows, columns], buffer: null } })],
    });
    assert.match((await page.textContent('.gl-message')) ?? '', /not saved/);
    await show(page, 'Heatmap', 'B', { facets: [facet()], norm: { type: 'log' }, vmin: -1 });
    assert.match(
      (await page.locator('.gl-message').nth(1).textContent()) ?? '',
      /log norm needs vmin above 0/,
    );
    await page.evaluate(`gatelabTest.models.get('B').set({ norm: { type: 'linear' } })`);
    await settle(page);
    assert.equal(await page.locator('.gl-message').nth(1).isVisible(), false);
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('fits narrow windows and follows their width', async () => {
    const { page } = await openPage({ width: 900, height: 600 });
    await show(page, 'Heatmap', 'A', { facets: [facet(), facet()] });
    const wide = (await boxes(page))[0]!;
    await page.setViewportSize({ width: 360, height: 600 });
    await settle(page);
    const [first, second] = await boxes(page);
    assert.ok(first!.width < wide.width);
    assert.ok(second!.y > first!.y + first!.height, 'panels below each other');
    assert.equal(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), false);
    await page.close();
  });

  it('keeps binary state when a notebook is saved, and frees its canvas when it is removed', async () => {
    const { page } = await openPage();
    await show(page, 'Heatmap', 'A', { facets: [facet()] });
    const saved = await page.evaluate(`(() => {
      const model = gatelabTest.models.get('A');
      const { facets } = model.serialize({ facets: model.get('facets') });
      return [facets[0].data.buffer.byteLength, facets[0].title];
    })()`);
    assert.deepEqual(saved, [rows * columns * 4, 'f']);
    const size = await page.evaluate(`(() => {
      const canvas = document.querySelector('canvas');
      gatelabTest.views[0].remove();
      return [canvas.width, document.querySelectorAll('.gl-root').length];
    })()`);
    assert.deepEqual(size, [0, 0]);
    await page.close();
  });
});
