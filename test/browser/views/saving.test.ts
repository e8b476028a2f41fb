// Every view saves what it shows under its title, and says what it copied; brush, wheel and menu under the mouse.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { boxes, columns, facet, pointAt, rows } from './helpers/heatmap.js';
import { closeBrowser, openPage, settle, show, trait, wire } from './helpers/open-page.js';
import { lstmForPage, tableForPage } from './helpers/states.js';

const values = wire(
  Array.from({ length: 40 }, (_, k) => Math.sin(k)),
  [10, 4],
);

const views: readonly (readonly [string, Record<string, unknown>, string])[] = [
  ['Heatmap', { facets: [facet()], title: 'forget gate' }, 'unit,0,1,2'],
  ['Lines', { series: [{ name: 'h', values }], title: 'states over time' }, 'step,h[0],h[1]'],
  ['Tokens', { tokens: [...'abcdefghij'], values, title: 'a text' }, 'step,token,unit 0\n0,a,0'],
  ['CellDiagram', { ...lstmForPage(), title: 'one cell', opened: 'f' }, 'series,value\ni,'],
  ['Chart', { mark: 'bars', names: ['a', 'b'], panels: [{ title: '', series: [{ name: 's', x: null, y: wire([1, 2], [2]) }] }], title: 'two bars' }, 'panel,series,x,y\n,s,a,1'], // prettier-ignore
  ['Weights', { blocks: [{ name: 'U.f', values: wire([1, 2, 3, 4], [2, 2]) }], title: 'all U' }, 'unit,0,1'], // prettier-ignore
];

async function saved(page: Page, item: string): Promise<[string, Buffer]> {
  await page.locator('.gl-save summary').first().click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('.gl-save button', { hasText: item }).first().click(),
  ]);
  return [file.suggestedFilename(), readFileSync(await file.path())];
}

describe('saving from a view', function () {
  this.timeout(90_000);
  after(closeBrowser);

  for (const [name, state, head] of views) {
    it(`${name}: SVG that stands alone, PNG at a scale, CSV, all named after the title`, async () => {
      const { page, errors } = await openPage();
      await show(page, name, 'A', state);
      const base = String(state['title']).replaceAll(' ', '-');
      const [svgName, svg] = await saved(page, 'Save SVG');
      assert.equal(svgName, `${base}.svg`);
      assert.match(svg.toString(), /^<svg [^]*<\/svg>$/);
      assert.doesNotMatch(svg.toString(), /var\(/);
      const width = Number(/ width="([\d.]+)"/.exec(svg.toString())![1]);
      const [pngName, png] = await saved(page, 'Save PNG 4×');
      assert.deepEqual([pngName, png.readUInt32BE(16)], [`${base}.png`, width * 4]);
      const [csvName, csv] = await saved(page, 'Save CSV');
      assert.equal(csvName, `${base}.csv`);
      assert.ok(csv.toString().includes(head), csv.toString().slice(0, 80));
      assert.deepEqual(errors, []);
      await page.close();
    });
  }

  it('what is copied is said where one looks, and a press beside the menu shuts it', async () => {
    const { page, errors } = await openPage();
    await page.evaluate(
      `Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } })`,
    );
    for (const [name, state] of [
      ['Lines', views[1]![1]],
      ['ErrorTable', tableForPage(5)],
    ] as const) {
      await show(page, name, name, state);
      const lines = name === 'Lines';
      if (lines) await page.locator('.gl-save summary').click();
      await page.locator('button', { hasText: lines ? 'Copy cells' : /^Copy$/ }).last().click(); // prettier-ignore
      await page.locator('.gl-told', { hasText: 'copied' }).last().waitFor({ state: 'visible' });
      assert.match((await page.evaluate('copied')) as string, /step\t/);
    }
    await page.locator('.gl-save summary').first().click();
    await page.locator('.gl-save[open]').waitFor();
    await page.mouse.click(600, 5);
    await page.locator('.gl-save[open]').waitFor({ state: 'detached' });
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('zoom goes to what was brushed, units and steps', async () => {
    const { page, errors } = await openPage();
    await show(page, 'Heatmap', 'A', { facets: [facet()] });
    await pointAt(page, 1, 4);
    await page.mouse.down();
    await pointAt(page, 3, 11);
    await page.mouse.up();
    const plus = page.locator('.gl-toolbar button', { hasText: '+' });
    await plus.click();
    assert.deepEqual(await trait(page, 'A', 'xlim'), [4, 12]);
    assert.deepEqual(await trait(page, 'A', 'ylim'), [1, 4]);
    await plus.click();
    const [from, to] = (await trait(page, 'A', 'xlim')) as [number, number];
    assert.equal(to - from, 4, 'from there on as ever');
    assert.ok(columns > 12 && rows > 4);
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('the wheel alone scrolls the page, and the picture says once what would zoom', async () => {
    const { page, errors } = await openPage();
    await show(page, 'Heatmap', 'A', { facets: [facet()] });
    assert.ok((await boxes(page)).length > 0);
    await pointAt(page, 1, 4);
    await page.mouse.wheel(0, 40);
    await page.locator('.gl-told', { hasText: 'Ctrl + wheel' }).waitFor({ state: 'visible' });
    assert.equal(await trait(page, 'A', 'xlim'), null);
    await page.locator('.gl-told', { hasText: 'Ctrl' }).waitFor({ state: 'hidden', timeout: 9000 });
    await page.mouse.wheel(0, 40);
    await settle(page);
    assert.equal(await page.locator('.gl-told').textContent(), '');
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('lines say how many units they show, and show those that are asked for', async () => {
    const { page, errors } = await openPage();
    const many = wire(
      Array.from({ length: 300 }, (_, k) => Math.sin(k)),
      [10, 30],
    );
    await show(page, 'Lines', 'A', { series: [{ name: 'h', values: many }] });
    await page.locator('.gl-note', { hasText: '8 of 30 units' }).waitFor();
    const field = page.locator('.gl-units');
    assert.equal(await field.inputValue(), '0-7');
    await field.fill('2, 27-29');
    await field.press('Enter');
    await page.locator('.gl-note', { hasText: '4 of 30 units' }).waitFor();
    assert.deepEqual(await trait(page, 'A', 'units'), [2, 27, 28, 29]);
    await field.fill('99');
    await field.press('Enter');
    assert.equal(await field.inputValue(), '2, 27-29');
    await field.fill('');
    await field.press('Enter');
    assert.equal(await trait(page, 'A', 'units'), null);
    assert.deepEqual(errors, []);
    await page.close();
  });
});
