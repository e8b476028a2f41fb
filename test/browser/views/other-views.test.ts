import assert from 'node:assert/strict';
import { facet } from './helpers/heatmap.js';
import { comparisonForPage, gruForPage, lstmForPage, tableForPage } from './helpers/states.js';
import { closeBrowser, openPage, settle, show, trait, wire } from './helpers/open-page.js';

describe('ErrorTableView', function () {
  this.timeout(60_000);
  after(closeBrowser);

  it('shows the worst first in a real table and draws only the rows in sight', async () => {
    const { page, errors } = await openPage();
    await show(page, 'ErrorTable', 'T', tableForPage(5000));
    const first = await page.$$eval('tbody tr[data-place="0"] td', (cells) =>
      cells.map((cell) => cell.textContent),
    );
    assert.deepEqual(first.slice(0, 3), ['0', '0', '1.00e0']);
    const drawn = await page.locator('tbody tr').count();
    assert.ok(drawn > 360 / 22 && drawn < 60, `${drawn} rows`);
    assert.equal(await page.getAttribute('.gl-error-table table', 'aria-rowcount'), '5001');
    await page.$eval('.gl-scroll', (node) => (node.scrollTop = 5000 * 22));
    await settle(page);
    assert.equal(await page.locator('tbody tr[data-place="4999"]').count(), 1);
    assert.deepEqual(errors, []);
    await page.close();
  });

  it("keeps its look under the notebook's own rules for lists and tables", async () => {
    const { page } = await openPage();
    const rules = `.jp-RenderedHTMLCommon dt { font-weight: bold; float: left; width: 20%; }
      .jp-RenderedHTMLCommon table { font-size: 30px; } .jp-RenderedHTMLCommon dd { margin-left: 20%; }`;
    await page.addStyleTag({ content: rules });
    await page.evaluate(`document.body.className = 'jp-RenderedHTMLCommon'`);
    await show(page, 'ErrorTable', 'T', tableForPage(5));
    const [name, value] = await page.$$eval('dt, dd', (nodes) =>
      nodes.map((node) => node.getBoundingClientRect()),
    );
    assert.ok(
      value!.left >= name!.right && value!.left - name!.right < 12 && value!.top === name!.top,
    );
    assert.equal(await page.$eval('td', (node) => getComputedStyle(node).fontSize), '12px');
    await page.close();
  });

  it('sorts by a heading and filters by a clause', async () => {
    const { page } = await openPage();
    await show(page, 'ErrorTable', 'T', tableForPage(500));
    await page.click('button[data-column=step]');
    assert.equal(await page.getAttribute('th:has([data-column=step])', 'aria-sort'), 'descending');
    await page.fill('input[type=search]', 'unit=3 step<100');
    await settle(page);
    assert.equal(await page.textContent('output'), '14 of 500 rows');
    assert.equal(await page.textContent('tbody tr[data-place="0"] td'), '94');
    await page.close();
  });

  it('shows the clicked cell in a linked heatmap', async () => {
    const { page } = await openPage();
    await show(page, 'GateLink', 'L', {});
    await show(page, 'ErrorTable', 'T', { ...tableForPage(20), link: 'IPY_MODEL_L' });
    await show(page, 'Heatmap', 'A', { facets: [facet()], link: 'IPY_MODEL_L', xlim: [0, 4] });
    await page.click('tr[data-place="5"]');
    await settle(page);
    assert.equal(await trait(page, 'T', 'row'), 5);
    assert.deepEqual(await trait(page, 'A', 'selection'), { rows: [5, 6], columns: [5, 6] });
    await page.waitForFunction(`gatelabTest.models.get('A').get('xlim')[1] > 5`);
    await page.close();
  });

  it('shows the verdict, what repairs it, the error over time and over units, and what was tried', async () => {
    const { page, errors } = await openPage();
    await show(page, 'ErrorTable', 'T', await comparisonForPage());
    assert.match((await page.textContent('.gl-verdict'))!, /convention .*sample 113/);
    assert.match((await page.textContent('.gl-cause'))!, /What to change.*Defined by/);
    const order = await page.$$eval('[data-slot]', (nodes) =>
      nodes.filter((node) => node.textContent !== '').map((node) => node.dataset.slot),
    );
    assert.deepEqual(order, [
      'title',
      'verdict',
      'cause',
      'measures',
      'curve',
      'map',
      'tried',
      'tools',
      'table',
      'exact',
    ]);
    assert.match((await page.textContent('[data-slot=curve]'))!, /rounding band/);
    // The map paints cells: its canvas holds more than one colour.
    const colors = await page.$eval('[data-slot=map] canvas', (node) => {
      const { width, height } = node as HTMLCanvasElement;
      const { data } = (node as HTMLCanvasElement)
        .getContext('2d')!
        .getImageData(0, 0, width, height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
    assert.ok(colors > 50, `${colors} colours`);
    await page.click('.gl-tried summary');
    assert.match((await page.textContent('.gl-tried tbody tr'))!, /✓ sample 113/);
    // Sorting is about the rows, not about the readings above them.
    const readings = await page.innerText('.gl-tried');
    await page.click('[data-slot=table] button[data-column=step]');
    await settle(page);
    assert.equal(await page.innerText('.gl-tried'), readings);
    const sorted = page.locator('[data-slot=table] th:has([data-column=step])');
    assert.equal(await sorted.getAttribute('aria-sort'), 'descending');
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('walks over the map by key, marks the row of the cell chosen there, and the cell of a row', async () => {
    const { page } = await openPage();
    await show(page, 'ErrorTable', 'T', await comparisonForPage());
    await page.focus('[data-slot=map] [role=grid]');
    await page.keyboard.press('M');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await settle(page);
    const place = (await trait(page, 'T', 'hover')) as { row: number; column: number };
    const row = (await trait(page, 'T', 'row')) as number;
    assert.equal(await trait(page, 'T', 'unit'), place.row);
    const cells = await page.$$eval('tr[aria-selected=true] td', (nodes) =>
      nodes.map((node) => node.textContent),
    );
    assert.deepEqual(cells.slice(0, 2), [String(place.column), String(place.row)]);
    assert.equal(
      await page.evaluate(`document.activeElement.closest('[data-slot]').dataset.slot`),
      'map',
    );
    await page.$eval('.gl-scroll', (node) => (node.scrollTop = 0));
    await settle(page);
    await page.click('tr[data-place="0"]');
    await settle(page);
    const { rows, columns } = (await trait(page, 'T', 'selection')) as {
      rows: number[];
      columns: number[];
    };
    assert.notEqual(await trait(page, 'T', 'row'), row);
    const worst = await page.$$eval('tr[data-place="0"] td', (nodes) =>
      nodes.slice(0, 2).map((node) => Number(node.textContent)),
    );
    assert.deepEqual([columns[0], rows[0]], worst);
    await page.close();
  });

  it('walks over rows by key to the very end', async () => {
    const { page } = await openPage();
    await show(page, 'ErrorTable', 'T', tableForPage(5000));
    await page.focus('tbody tr[data-place="0"]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(`document.activeElement.dataset.place`), '4999');
    await page.close();
  });
});

describe('CellDiagramView', function () {
  this.timeout(60_000);
  after(closeBrowser);

  for (const [cell, state, gates] of [
    ['LSTM', lstmForPage, 'figo'],
    ['GRU', gruForPage, 'znr'],
  ] as const) {
    it(`shows the numbers of a ${cell} and goes through time`, async () => {
      const { page, errors } = await openPage();
      await show(page, 'CellDiagram', 'C', state());
      const read = (): Promise<(string | null)[]> =>
        page.$$eval('.gl-gate text:nth-of-type(2)', (nodes) => nodes.map((n) => n.textContent));
      const before = await read();
      assert.equal(before.length, gates.length);
      await page.fill('.gl-time', '7');
      await settle(page);
      assert.equal(await trait(page, 'C', 'step'), 7);
      assert.notDeepEqual(await read(), before);
      assert.deepEqual(errors, []);
      await page.close();
    });
  }

  it('opens the sum of a gate on a click and by Enter, and closes it again', async () => {
    const { page } = await openPage();
    await show(page, 'CellDiagram', 'C', lstmForPage());
    await page.click('[data-gate=f]');
    await settle(page);
    assert.match((await page.getAttribute('.gl-sum', 'aria-label')) ?? '', /f = σ\(/);
    await page.focus('[data-gate=f]');
    await page.keyboard.press('Enter');
    await settle(page);
    assert.equal(await page.locator('.gl-sum').count(), 0);
    await page.close();
  });

  it('says what is missing', async () => {
    const { page } = await openPage();
    await show(page, 'CellDiagram', 'C', { ...lstmForPage(), input: null });
    assert.match((await page.textContent('.gl-message')) ?? '', /needs the input/);
    await page.close();
  });
});

describe('LinesView, WeightsView and TokensView', function () {
  this.timeout(60_000);
  after(closeBrowser);

  it('mark the step that a linked view chose', async () => {
    const { page, errors } = await openPage();
    const values = wire(
      Array.from({ length: 40 }, (_, i) => Math.sin(i)),
      [10, 4],
    );
    await show(page, 'GateLink', 'L', {});
    await show(page, 'Lines', 'N', { series: [{ name: 'h', values }], link: 'IPY_MODEL_L' });
    await show(page, 'Tokens', 'K', {
      tokens: 'a b c d e f g h i j'.split(' '),
      values,
      link: 'IPY_MODEL_L',
    });
    await show(page, 'Weights', 'W', {
      blocks: [
        { name: 'U.i', values },
        { name: 'b.i', values: wire([1, -1], [2]) },
      ],
    });
    assert.equal(await page.locator('.gl-bars').count(), 2);
    await page.click('.gl-token[data-step="6"]');
    await settle(page);
    assert.equal(await trait(page, 'N', 'step'), 6);
    assert.equal(await page.locator('.gl-mark').count(), 1);
    assert.match((await page.textContent('.gl-values')) ?? '', /step 6/);
    assert.deepEqual(errors, []);
    await page.close();
  });
});
