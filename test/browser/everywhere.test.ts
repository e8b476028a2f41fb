import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cellColors } from './cell-colors.js';
import { useFingers } from './fingers.js';
import { jupyterProgram } from '../environments.js';
import { isolatedJupyter, useLab } from './lab.js';
import { makeNotebook, SCREENSHOTS, writeNotebook } from './notebook-page.js';

const cells = [
  `const slider = new IntSlider({ value: 3, description: 'step' });
const label = new Label({ value: 'not moved' });
slider.observe(({ new: value }) => { label.value = 'now ' + value; }, 'value');
new VBox({ children: [slider, label] })`,
  `heatmap([[0, 0.5, 1], [1, 0.5, 0]], { title: 'six cells', cmap: 'RdBu' })`,
];

/** The lower left and the upper left cell. */
const corners = [
  [1 / 6, 0.75],
  [1 / 6, 0.25],
] as const;

/** Of two rows and two columns: the lower left and the upper left cell. */
const quarters = [
  [0.25, 0.62],
  [0.25, 0.35],
] as const;

const wide = `heatmap([0, 1, 2].map((row) => Array.from({ length: 60 }, (_, i) => Math.sin(row + i / 5))), { title: 'three units over sixty steps', xlabel: 'step', ylabel: 'unit' })`;

const redAndBlue = [
  [103, 0, 31, 255],
  [5, 48, 97, 255],
];

describe('widgets everywhere a notebook is shown', function () {
  this.timeout(180_000);
  const suite = useLab();

  it('Notebook 7: the picture is drawn and the slider answers', async () => {
    const notebook = await suite.open('seven.ipynb', cells, { frontEnd: 'notebook' });
    await notebook.runAll();
    assert.deepEqual(await cellColors(notebook.page, corners), redAndBlue);
    const box = (await notebook.page.locator('.noUi-handle').boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await notebook.page.mouse.move(x, y);
    await notebook.page.mouse.down();
    await notebook.page.mouse.move(x + 60, y, { steps: 5 });
    await notebook.page.mouse.up();
    await notebook.page.getByText(/^now \d\d$/).waitFor();
    await notebook.screenshot('notebook-7');
  });

  it('Voilà: what the kernel made before the page came is there and alive', async () => {
    writeNotebook(suite.lab, 'voila.ipynb', makeNotebook(cells));
    const page = await suite.browser.newPage();
    await page.goto(`${suite.lab.url}/voila/render/voila.ipynb`, { timeout: 90_000 });
    assert.deepEqual(await cellColors(page, corners), redAndBlue);
    await page.locator('.noUi-handle').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('now 4').waitFor();
    await page.screenshot({ path: join(SCREENSHOTS, 'voila.png') });
    await page.close();
  });

  it('dark theme, two pixels to one: axes are light on dark', async () => {
    const options = { colorScheme: 'dark', deviceScaleFactor: 2 } as const;
    const notebook = await suite.open('dark.ipynb', cells, options);
    await notebook.runAll();
    assert.deepEqual(await cellColors(notebook.page, corners), redAndBlue);
    const color = await notebook.page
      .locator('.gl-title')
      .evaluate((title) => getComputedStyle(title).fill);
    const [red] = /\d+/.exec(color)!;
    assert.ok(Number(red) > 150, `the title is light, not ${color}`);
    await notebook.screenshot('dark');
  });

  it('after a kernel restart a saved notebook still shows its pictures when it is run', async () => {
    const notebook = await suite.open('restart.ipynb', cells);
    await notebook.runAll();
    await notebook.restartKernel();
    await notebook.runAll();
    assert.deepEqual(await cellColors(notebook.page, corners), redAndBlue);
  });

  it('a notebook that is not trusted shows the picture without any script', async () => {
    const bundle = {
      'application/vnd.jupyter.widget-view+json': {
        ...{ version_major: 2, version_minor: 0, model_id: 'gone' },
      },
      ...(await staticHeatmap()),
    };
    const output = { output_type: 'display_data', metadata: {}, data: bundle };
    const cell = { cell_type: 'code', source: '1', outputs: [output] } as const;
    const notebook = await suite.open('untrusted.ipynb', [cell]);
    const image = (await notebook.cell(0)).locator('.jp-OutputArea-output img');
    await image.waitFor();
    assert.ok(await image.evaluate((element: HTMLImageElement) => element.naturalWidth > 500));
    await notebook.screenshot('untrusted');
  });

  it('fifty heatmaps in one notebook are all drawn, on the way down and on the way back', async () => {
    // Ten cells: Lab takes those that are far out of sight off the page.
    const five = (from: number): string =>
      `for (let n = ${from}; n < ${from + 5}; n++) display(heatmap([[0, n + 1], [n + 1, 0]], { title: 'no ' + n, cmap: 'RdBu', height: 160 }));`;
    const firsts = Array.from({ length: 10 }, (_, i) => 5 * i);
    const notebook = await suite.open('fifty.ipynb', firsts.map(five));
    await notebook.runAll();
    for (const from of [...firsts, ...firsts.toReversed()]) {
      const cell = await notebook.cell(from / 5);
      await cell
        .locator('.gl-title')
        .getByText(`no ${from + 4}`, { exact: true })
        .waitFor();
      const views = await cell.locator('.gatelab-widget').all();
      assert.equal(views.length, 5);
      for (const [i, view] of views.entries()) {
        await view.scrollIntoViewIfNeeded();
        assert.deepEqual(await cellColors(view, quarters), redAndBlue, `no ${from + i}`);
      }
    }
    assert.deepEqual(notebook.problems, []);
  });

  it('a narrow touched screen in the dark: two fingers stretch and move, a tap says the value', async () => {
    const options = { width: 420, height: 800, hasTouch: true, colorScheme: 'dark' } as const;
    for (const frontEnd of ['notebook', 'lab'] as const) {
      const notebook = await suite.open(`narrow-${frontEnd}.ipynb`, [wide], {
        ...options,
        frontEnd,
      });
      if (frontEnd === 'lab') await notebook.command('application:toggle-left-area');
      await notebook.runAll();
      const view = notebook.page.locator('.gatelab-widget').first();
      await view.locator('canvas').waitFor();
      await view.scrollIntoViewIfNeeded();
      await useFingers(notebook.page, view);
      await notebook.screenshot(`narrow-${frontEnd}`);
      // Notebook 7 has complaints of its own when it starts.
      if (frontEnd === 'lab') assert.deepEqual(notebook.problems, []);
    }
  });

  it('nbconvert --execute --to html: the picture is there with no network', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatelab-html-'));
    try {
      const env = isolatedJupyter(folder);
      writeFileSync(join(folder, 'page.ipynb'), JSON.stringify(makeNotebook(cells)));
      const call = ['--to', 'html', '--execute', join(folder, 'page.ipynb')];
      execFileSync(jupyterProgram('jupyter-nbconvert'), call, { env, stdio: 'pipe' });
      const context = await suite.browser.newContext({ offline: true });
      const page = await context.newPage();
      await page.goto(pathToFileURL(join(folder, 'page.html')).href);
      const image = page.locator('img[src^="data:image/svg+xml"]');
      await image.waitFor();
      assert.ok(await image.evaluate((element: HTMLImageElement) => element.naturalWidth > 500));
      await page.screenshot({ path: join(SCREENSHOTS, 'nbconvert.png'), fullPage: true });
      await context.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

async function staticHeatmap(): Promise<Record<string, unknown>> {
  const { heatmap } = await import('../../widgets/host/index.js');
  return heatmap([[0, 1]], { title: 'saved' }).staticBundle();
}
