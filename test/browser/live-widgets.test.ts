import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './chromium.js';
import { startLab, type Lab } from './lab.js';
import { makeNotebook, NotebookPage, writeNotebook } from './notebook-page.js';

describe('widgets in a running JupyterLab', function () {
  this.timeout(180_000);
  let lab: Lab;
  let browser: Browser;
  before(async () => {
    lab = await startLab();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await lab?.close();
  });

  it('a slider moves twice, and the kernel answers both times', async () => {
    const cells = [
      `const slider = new IntSlider({ value: 3, max: 20, description: 'sample' });
const label = new Label();
slider.observe((change) => { label.value = 'now ' + change.new; }, 'value');
new VBox({ children: [slider, label] })`,
    ];
    writeNotebook(lab, 'slider.ipynb', makeNotebook(cells));
    const notebook = await NotebookPage.open(browser, lab, 'slider.ipynb');
    await notebook.runAll();
    const handle = (await notebook.cell(0)).locator('.noUi-handle');
    await handle.waitFor();
    await handle.focus();
    for (const value of [4, 5]) {
      await notebook.page.keyboard.press('ArrowRight');
      await notebook.page.getByText(`now ${value}`).waitFor();
    }
    await notebook.screenshot('slider');
    assert.deepEqual(notebook.problems, []);
    await notebook.close();
  });

  it('a heatmap is drawn with the colours of matplotlib', async () => {
    writeNotebook(
      lab,
      'heatmap.ipynb',
      makeNotebook([`heatmap([[0, 0.5, 1], [1, 0.5, 0]], { cmap: 'RdBu', title: 'six cells' })`]),
    );
    const notebook = await NotebookPage.open(browser, lab, 'heatmap.ipynb');
    await notebook.runAll();
    const canvas = (await notebook.cell(0)).locator('canvas').first();
    await canvas.waitFor();
    await notebook.screenshot('heatmap');
    const places = [
      [1 / 6, 0.75],
      [0.5, 0.75],
      [5 / 6, 0.75],
      [1 / 6, 0.25],
    ];
    const colors = await canvas.evaluate((element: HTMLCanvasElement, at) => {
      const context = element.getContext('2d')!;
      return at.map(([x, y]) => [
        ...context.getImageData(x! * element.width, y! * element.height, 1, 1).data,
      ]);
    }, places);
    // matplotlib's RdBu at 0, 0.5, 1, and 1 again above the 0: rows go upwards.
    assert.deepEqual(colors, [
      [103, 0, 31, 255],
      [246, 247, 247, 255],
      [5, 48, 97, 255],
      [5, 48, 97, 255],
    ]);
    assert.deepEqual(notebook.problems, []);
    await notebook.close();
  });
});
