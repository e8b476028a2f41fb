// Views of one trace follow each other in the browser alone: a spy sits where messages to the kernel would leave.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { columns, facet, pointAt, rows } from './helpers/heatmap.js';
import { closeBrowser, openPage, settle, show, trait, wire } from './helpers/open-page.js';
import { lstmForPage } from './helpers/states.js';

const link = { link: 'IPY_MODEL_L' };

/** All kinds of views over one link, which carries `traits`; no message that they send is ever answered. */
async function openViews(page: Page, traits: object = {}): Promise<void> {
  const values = wire(
    Array.from({ length: columns * rows }, (_, i) => Math.sin(i)),
    [columns, rows],
  );
  await show(page, 'GateLink', 'L', { ...traits });
  await show(page, 'Heatmap', 'a', { facets: [facet()], ...link });
  await show(page, 'Heatmap', 'b', { facets: [facet({ title: 'i' })], ...link });
  await show(page, 'Lines', 'n', { series: [{ name: 'h', values }], ...link });
  await show(page, 'Tokens', 't', { tokens: [...'abcdefghijklmnopqrst'], values, ...link });
  await show(page, 'CellDiagram', 'c', { ...lstmForPage(), ...link });
}

/** Sets traits in one model, and tells what another has at once. Not one message may have left until then. */
async function told(
  page: Page,
  [from, changes]: [string, object],
  [to, name]: [string, string],
): Promise<unknown> {
  const { value, sent } = await page.evaluate<{ value: unknown; sent: number }>(`(() => {
    const count = () => [...gatelabTest.comms.values()].reduce((n, { sent }) => n + sent.length, 0);
    const before = count();
    gatelabTest.models.get('${from}').set(${JSON.stringify(changes)});
    return { value: gatelabTest.models.get('${to}').get('${name}'), sent: count() - before };
  })()`);
  assert.equal(sent, 0, 'a message left before the other view knew');
  return value;
}

describe('linked views', function () {
  this.timeout(90_000);
  after(closeBrowser);

  it('tell each other hover, selection, step, unit and zoom without a message', async () => {
    const { page, errors } = await openPage();
    await openViews(page);
    const selection = { rows: [1, 3], columns: [4, 9] };
    const hover = { facet: 0, row: 2, column: 5 };
    assert.deepEqual(await told(page, ['a', { selection }], ['n', 'selection']), selection);
    assert.deepEqual(await told(page, ['n', { hover }], ['b', 'hover']), hover);
    assert.deepEqual(await told(page, ['b', { xlim: [2, 12] }], ['n', 'xlim']), [2, 12]);
    assert.equal(await told(page, ['c', { step: 7 }], ['t', 'step']), 7);
    assert.equal(await told(page, ['t', { unit: 3 }], ['c', 'unit']), 3);
    assert.equal(await told(page, ['L', { step: 8 }], ['a', 'step']), 8);
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('share colour limits only when the link says so', async () => {
    const { page } = await openPage();
    await openViews(page);
    assert.equal(await told(page, ['a', { vmax: 0.5 }], ['b', 'vmax']), null);
    await page.close();
    const other = await openPage();
    await openViews(other.page, { traits: ['vmin', 'vmax', 'ylim'] });
    assert.equal(await told(other.page, ['a', { vmax: 0.5 }], ['b', 'vmax']), 0.5);
    assert.deepEqual(await told(other.page, ['a', { ylim: [1, 4] }], ['b', 'ylim']), [1, 4]);
    assert.equal(await told(other.page, ['a', { step: 4 }], ['b', 'step']), null);
    await other.page.close();
  });

  it('show in all views what is brushed in one', async () => {
    const { page, errors } = await openPage({ width: 900, height: 2200 });
    await openViews(page);
    await pointAt(page, 1, 4);
    await page.mouse.down();
    await pointAt(page, 3, 8);
    await page.mouse.up();
    await settle(page);
    assert.equal(await page.locator('.gl-heatmap-root .gl-selection').count(), 2);
    assert.equal(await page.locator('.gl-lines .gl-selected').count(), 1);
    const marked = await page.$$eval(
      '.gl-token',
      (nodes) => nodes.filter((node) => node.getAttribute('style')!.includes('box-shadow')).length,
    );
    assert.equal(marked, 5);
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('select by a drag over lines, and choose a step by a click', async () => {
    const { page } = await openPage({ width: 900, height: 2200 });
    await openViews(page);
    const box = (await page.locator('.gl-lines svg svg').boundingBox())!;
    const at = (step: number) =>
      page.mouse.move(box.x + ((step + 0.5) / columns) * box.width, box.y + box.height / 2);
    await at(3);
    await page.mouse.down();
    await at(6);
    await page.mouse.up();
    await settle(page);
    const selection = { rows: [0, rows], columns: [3, 7] };
    assert.deepEqual(await trait(page, 'a', 'selection'), selection);
    assert.equal(await trait(page, 'a', 'step'), null);
    await at(10);
    await page.mouse.down();
    await page.mouse.up();
    await settle(page);
    assert.equal(await trait(page, 'c', 'step'), 10);
    await page.mouse.dblclick(box.x + box.width / 2, box.y + 20);
    await settle(page);
    assert.equal(await trait(page, 'b', 'selection'), null);
    await page.close();
  });

  it('follow the kernel: what it sets in the link is shown by all', async () => {
    const { page } = await openPage({ width: 900, height: 2200 });
    await openViews(page);
    await page.evaluate(`gatelabTest.models.get('L').set_state({ step: 12, unit: 2 })`);
    await settle(page);
    assert.equal(await page.locator('.gl-heatmap-root .gl-step').count(), 2);
    assert.match((await page.textContent('.gl-values')) ?? '', /step 12/);
    assert.equal(await page.inputValue('.gl-tokens-root .gl-unit-choice'), '2');
    await page.close();
  });
});
