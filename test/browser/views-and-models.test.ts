import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './chromium.js';
import { startLab, type Lab } from './lab.js';
import { makeNotebook, NotebookPage, writeNotebook } from './notebook-page.js';
import { countWidgets } from './widget-counts.js';

describe('views and models in a running JupyterLab', function () {
  this.timeout(300_000);
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

  it('a cell that is run a hundred times leaves no widget behind', async () => {
    const cell = `heatmap([[0, 1], [1, 0]], { title: 'again', height: 160 })`;
    writeNotebook(lab, 'again.ipynb', makeNotebook([cell]));
    const notebook = await NotebookPage.open(browser, lab, 'again.ipynb');
    await notebook.runAll();
    await notebook.page.locator('.gatelab-widget canvas').waitFor();
    const once = await countWidgets(notebook.page);
    assert.ok(once.comms > 0 && once.models > 0);
    for (let run = 0; run < 100; run++) await notebook.runAll();
    await notebook.page.locator('.jp-InputPrompt').getByText('[101]').waitFor();
    await notebook.page.locator('.gatelab-widget canvas').waitFor();
    assert.deepEqual(await countWidgets(notebook.page), once);
    assert.deepEqual(notebook.problems, []);
    await notebook.close();
  });
});
