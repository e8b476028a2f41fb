// Notebooks that somebody saved: opened again with a kernel that knows nothing, with none at all, untrusted, or turned into a page.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { cellColors } from './cell-colors.js';
import { jupyterProgram } from '../environments.js';
import { useLab } from './lab.js';
import { readNotebook, SCREENSHOTS, writeNotebook, type NotebookPage } from './notebook-page.js';

const sixCells = `heatmap([[0, 0.5, 1], [1, 0.5, 0]], { title: 'six cells', cmap: 'RdBu', height: 300 })`;

const cells = [
  sixCells,
  `const slider = new FloatSlider({ min: 0, max: 1, step: 0.25, value: 0, description: 'vmin' });
const linked = heatmap([[0, 0.5, 1]], { title: 'linked', vmin: 0, vmax: 1, height: 160 });
jslink([slider, 'value'], [linked, 'vmin']);
new VBox({ children: [slider, linked] })`,
  `interactive(({ k }) => heatmap([[0, k]], { title: 'k is ' + k, height: 160 }), { k: [0, 9] })`,
];

const corners = [
  [1 / 6, 0.75],
  [1 / 6, 0.25],
] as const;
const redAndBlue = [
  [103, 0, 31, 255],
  [5, 48, 97, 255],
];

/** Points, zooms and walks, as a person without a kernel would. */
async function useHeatmap(view: Locator, page: Page): Promise<void> {
  const stage = view.locator('.gl-stage').first();
  await stage.hover({ position: { x: 150, y: 120 } });
  await view.locator('.gl-tooltip').getByText('value').waitFor();
  await stage.focus();
  await page.keyboard.press('m');
  await view
    .locator('[role=status]')
    .getByText(/unit 0, step 2, value 1|unit 1, step 0, value 1/)
    .waitFor({ state: 'attached' });
  await redrawnBy(view, () => page.keyboard.press('+'));
}

/** Acts, and waits until the numbers along the axes or the colour bar are others. */
async function redrawnBy(view: Locator, act: () => Promise<unknown>): Promise<void> {
  const texts = (await view.locator('svg text').allTextContents()).join();
  await act();
  await view
    .page()
    .waitForFunction(
      ([node, before]) =>
        [...node!.querySelectorAll('svg text')].map((text) => text.textContent).join() !== before,
      [await view.elementHandle(), texts] as const,
    );
}

/** A slider that is tied to a picture in the browser needs no kernel either. */
async function moveLinkedSlider(notebook: NotebookPage): Promise<void> {
  const box = (await notebook.cell(1)).locator('.gatelab-saved');
  await box.locator('.noUi-handle').focus();
  await redrawnBy(box, () => notebook.page.keyboard.press('ArrowRight'));
}

describe('a notebook that was saved', function () {
  this.timeout(180_000);
  const suite = useLab();

  async function saved(name: string): Promise<NotebookPage> {
    const notebook = await suite.open(name, cells);
    await notebook.runAll();
    await (await notebook.cell(2)).locator('.gatelab-widget canvas').first().waitFor();
    return notebook;
  }

  it('opened where the kernel knows nothing: the same live views, out of the notebook', async () => {
    const notebook = await saved('reopened.ipynb');
    await notebook.save();
    await notebook.restartKernel();
    await notebook.reload();
    const view = (await notebook.cell(0)).locator('.gatelab-saved');
    assert.deepEqual(await cellColors(view, corners), redAndBlue);
    await useHeatmap(view, notebook.page);
    await moveLinkedSlider(notebook);
    const interactive = (await notebook.cell(2)).locator('.gatelab-saved');
    await interactive.locator('.gl-title').getByText('k is 4').waitFor();
    const complaint = notebook.page.getByText(/Loading widget|Error displaying/);
    await complaint.first().waitFor({ state: 'detached' });
    await notebook.screenshot('reopened');
    await notebook.runAll();
    await notebook.page.locator('.gatelab-saved').first().waitFor({ state: 'detached' });
    assert.deepEqual(await cellColors(notebook.page, corners), redAndBlue);
  });

  it('opened with "No Kernel": the same live views, linked in the browser', async () => {
    const notebook = await saved('elsewhere.ipynb');
    await notebook.save();
    const path = join(suite.lab.root, 'no-kernel.ipynb');
    // Lab takes any kernel of the language without asking.
    const absent = { name: 'absent', display_name: 'Absent', language: 'absent' };
    const stored = readNotebook(suite.lab, 'elsewhere.ipynb');
    const metadata = { ...stored.metadata, kernelspec: absent, language_info: { name: 'absent' } };
    writeNotebook(suite.lab, 'no-kernel.ipynb', { ...stored, metadata });
    execFileSync(jupyterProgram('jupyter-trust'), [path], { env: suite.lab.env, stdio: 'pipe' });
    const alone = await suite.open('no-kernel.ipynb', undefined, { noKernel: true });
    await alone.page.getByText('No Kernel', { exact: true }).first().waitFor();
    const view = (await alone.cell(0)).locator('.gatelab-saved');
    assert.deepEqual(await cellColors(view, corners), redAndBlue);
    await useHeatmap(view, alone.page);
    await moveLinkedSlider(alone);
    const complaint = alone.page.getByText(/Loading widget|Error displaying/);
    await complaint.first().waitFor({ state: 'detached' });
    await alone.screenshot('no-kernel');
  });

  it('with the state of its widgets: nbconvert shows the pictures with no network', async () => {
    const notebook = await saved('with-state.ipynb');
    await notebook.command('@jupyter-widgets/jupyterlab-manager:saveWidgetState');
    await notebook.save();
    const { metadata } = readNotebook(suite.lab, 'with-state.ipynb');
    assert.ok(JSON.stringify(metadata).includes('IntSliderModel'), 'Lab has stored the state');
    const call = ['--to', 'html', join(suite.lab.root, 'with-state.ipynb')];
    execFileSync(jupyterProgram('jupyter-nbconvert'), call, { env: suite.lab.env, stdio: 'pipe' });
    const context = await suite.browser.newContext({ offline: true });
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(suite.lab.root, 'with-state.html')).href);
    const images = page.locator('.jp-OutputArea-output img');
    await images.nth(2).waitFor();
    for (const image of await images.all()) {
      assert.ok(await image.evaluate((element: HTMLImageElement) => element.naturalWidth > 500));
    }
    await page.screenshot({ path: join(SCREENSHOTS, 'nbconvert-state.png'), fullPage: true });
    await context.close();
  });
});
