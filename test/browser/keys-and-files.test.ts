// Keyboard and files in a real JupyterLab: the notebook's shortcuts and ours do not get in each other's way, and saving is in reach of keys.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { useLab } from './lab.js';
import type { NotebookPage } from './notebook-page.js';

const cells = [
  `heatmap([[0, 0.5, 1], [1, 0.5, 0]], { title: 'six cells', cmap: 'RdBu', height: 300, rowNames: ['=1+1', 'b'] })`,
  `const Field = customWidget('Field', {}, { render({ el, document }) {
  const button = document.createElement('button');
  button.onclick = () => { button.textContent = 'pressed'; };
  button.textContent = 'press';
  el.append(button);
} });
new Field()`,
];

/** Type and text of every cell, and whether one is being edited. */
const notebookOf = (page: Page): Promise<unknown> =>
  page.evaluate(() => ({
    cells: [...document.querySelectorAll('.jp-Notebook .jp-Cell')].map((cell) => [
      cell.classList.contains('jp-CodeCell'),
      cell.querySelector('.cm-content')?.textContent,
    ]),
    editing: document.querySelector('.jp-Notebook.jp-mod-editMode') !== null,
  }));

/** Opens the save menu by keys alone, and presses the button of this name. */
async function save(notebook: NotebookPage, name: string): Promise<void> {
  const menu = notebook.page.locator('.gl-save').first();
  await menu.locator('summary').focus();
  await notebook.page.keyboard.press('Enter');
  const wanted = menu.getByRole('button', { name, exact: true });
  await wanted.waitFor();
  for (let n = 0; n < 8; n++) {
    await notebook.page.keyboard.press('Tab');
    if (await wanted.evaluate((button) => button === document.activeElement)) break;
  }
  await notebook.page.keyboard.press('Enter');
}

async function savedFile(notebook: NotebookPage, name: string): Promise<[string, Buffer]> {
  const waiting = notebook.page.waitForEvent('download');
  await save(notebook, name);
  const file = await waiting;
  return [file.suggestedFilename(), readFileSync(await file.path())];
}

describe('keys and files in a running JupyterLab', function () {
  this.timeout(180_000);
  const suite = useLab();

  it('letters pressed in a view change no cell, and Shift+Enter still runs it', async () => {
    const notebook = await suite.open('keys.ipynb', cells);
    await notebook.runAll();
    const { page } = notebook;
    const view = (await notebook.cell(0)).locator('.gatelab-widget');
    await view.locator('canvas').waitFor();
    const before = await notebookOf(page);
    const field = (await notebook.cell(1)).locator('.gatelab-custom button');
    for (const place of [view.locator('.gl-stage'), view.locator('button').first(), field]) {
      await place.focus();
      for (const key of 'abddxmyczvr01Mn') {
        await page.keyboard.press(key);
        assert.deepEqual(await notebookOf(page), before, `after ${key} on ${String(place)}`);
      }
    }
    await page.keyboard.press('Enter');
    await field.getByText('pressed').waitFor();
    assert.deepEqual(await notebookOf(page), before);
    await view.locator('.gl-stage').focus();
    await page.keyboard.press('Shift+Enter');
    await (await notebook.cell(0)).locator('.jp-InputPrompt').getByText('[3]').waitFor();
    assert.deepEqual(notebook.problems, []);
  });

  it('saves SVG, PNG at a chosen scale and CSV, and copies, by keys alone', async () => {
    const notebook = await suite.open('files.ipynb', cells.slice(0, 1));
    await notebook.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await notebook.runAll();
    await notebook.page.locator('.gatelab-widget canvas').waitFor();
    const [svgName, svg] = await savedFile(notebook, 'Save SVG');
    assert.equal(svgName, 'six-cells.svg');
    assert.match(svg.toString(), /^<svg [^]*six cells[^]*<\/svg>/);
    const width = Number(/ width="(\d+)"/.exec(svg.toString())![1]);
    for (const scale of [1, 2, 4]) {
      const [name, png] = await savedFile(notebook, `Save PNG ${scale}×`);
      assert.equal(name, 'six-cells.png');
      assert.equal(png.readUInt32BE(16), width * scale);
    }
    const [csvName, csv] = await savedFile(notebook, 'Save CSV');
    assert.equal(csvName, 'six-cells.csv');
    // A name that a sheet would take for a formula is kept a text.
    const lines = ['unit,0,1,2', "'=1+1,0,0.5,1", 'b,1,0.5,0', ''];
    assert.equal(csv.toString(), lines.join('\n'));
    await save(notebook, 'Copy cells');
    await notebook.page.locator('[role=status]').getByText('copied').waitFor({ state: 'attached' });
    const copied = await notebook.page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, csv.toString().replaceAll(',', '\t'));
    assert.deepEqual(notebook.problems, []);
  });
});
