import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './chromium.js';
import { isolatedJupyter, startLab, venvProgram, type Lab } from './lab.js';
import { makeNotebook, NotebookPage, SCREENSHOTS, writeNotebook } from './notebook-page.js';

const cells = [
  `const slider = new IntSlider({ value: 3, description: 'step' });
const label = new Label({ value: 'not moved' });
slider.observe(({ new: value }) => { label.value = 'now ' + value; }, 'value');
new VBox({ children: [slider, label] })`,
  `heatmap([[0, 0.5, 1], [1, 0.5, 0]], { title: 'six cells', cmap: 'RdBu' })`,
];

/** The colours of the lower left and the upper left cell of the first canvas. */
async function colorsOf(page: Page): Promise<number[][]> {
  const canvas = page.locator('.gatelab-widget canvas').first();
  await canvas.waitFor();
  return canvas.evaluate(
    async (element: HTMLCanvasElement, places) => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const context = element.getContext('2d')!;
      return places.map(([x, y]) => [
        ...context.getImageData(x! * element.width, y! * element.height, 1, 1).data,
      ]);
    },
    [
      [1 / 6, 0.75],
      [1 / 6, 0.25],
    ],
  );
}

const redAndBlue = [
  [103, 0, 31, 255],
  [5, 48, 97, 255],
];

describe('widgets everywhere a notebook is shown', function () {
  this.timeout(180_000);
  let lab: Lab;
  let browser: Browser;
  let notebook: NotebookPage | undefined;
  before(async () => {
    lab = await startLab();
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await notebook?.close();
    notebook = undefined;
  });
  after(async () => {
    await browser?.close();
    await lab?.close();
  });

  it('Notebook 7: the picture is drawn and the slider answers', async () => {
    writeNotebook(lab, 'seven.ipynb', makeNotebook(cells));
    notebook = await NotebookPage.open(browser, lab, 'seven.ipynb', { frontEnd: 'notebook' });
    await notebook.runAll();
    assert.deepEqual(await colorsOf(notebook.page), redAndBlue);
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
    writeNotebook(lab, 'voila.ipynb', makeNotebook(cells));
    const page = await browser.newPage();
    await page.goto(`${lab.url}/voila/render/voila.ipynb`, { timeout: 90_000 });
    assert.deepEqual(await colorsOf(page), redAndBlue);
    await page.locator('.noUi-handle').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('now 4').waitFor();
    await page.screenshot({ path: join(SCREENSHOTS, 'voila.png') });
    await page.close();
  });

  it('dark theme, two pixels to one: axes are light on dark', async () => {
    writeNotebook(lab, 'dark.ipynb', makeNotebook(cells));
    const options = { colorScheme: 'dark', deviceScaleFactor: 2 } as const;
    notebook = await NotebookPage.open(browser, lab, 'dark.ipynb', options);
    await notebook.runAll();
    assert.deepEqual(await colorsOf(notebook.page), redAndBlue);
    const color = await notebook.page
      .locator('.gl-title')
      .evaluate((title) => getComputedStyle(title).fill);
    const [red] = /\d+/.exec(color)!;
    assert.ok(Number(red) > 150, `the title is light, not ${color}`);
    await notebook.screenshot('dark');
  });

  it('after a kernel restart a saved notebook still shows its pictures when it is run', async () => {
    writeNotebook(lab, 'restart.ipynb', makeNotebook(cells));
    notebook = await NotebookPage.open(browser, lab, 'restart.ipynb');
    await notebook.runAll();
    await notebook.restartKernel();
    await notebook.runAll();
    assert.deepEqual(await colorsOf(notebook.page), redAndBlue);
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
    writeNotebook(lab, 'untrusted.ipynb', makeNotebook([cell]));
    notebook = await NotebookPage.open(browser, lab, 'untrusted.ipynb');
    const image = (await notebook.cell(0)).locator('.jp-OutputArea-output img');
    await image.waitFor();
    assert.ok(await image.evaluate((element: HTMLImageElement) => element.naturalWidth > 500));
    await notebook.screenshot('untrusted');
  });

  it('a reopened notebook whose kernel knows nothing shows the stored picture, no error', async () => {
    writeNotebook(lab, 'reopened.ipynb', makeNotebook(cells));
    notebook = await NotebookPage.open(browser, lab, 'reopened.ipynb');
    await notebook.runAll();
    await colorsOf(notebook.page);
    await notebook.save();
    await notebook.restartKernel();
    await notebook.reload();
    const output = (await notebook.cell(1)).locator('.jp-OutputArea-output');
    await output.locator('img[src^="data:image/svg+xml"]').waitFor();
    assert.doesNotMatch(await output.innerText(), /Error displaying widget/);
    await notebook.screenshot('reopened');
    await notebook.runAll();
    assert.deepEqual(await colorsOf(notebook.page), redAndBlue);
  });

  it('fifty heatmaps in one notebook are all drawn', async () => {
    const many = `for (let n = 0; n < 50; n++) display(heatmap([[0, n], [n, 0]], { title: 'no ' + n, height: 160 }));`;
    writeNotebook(lab, 'fifty.ipynb', makeNotebook([many]));
    notebook = await NotebookPage.open(browser, lab, 'fifty.ipynb');
    await notebook.runAll();
    await notebook.page.locator('.gl-title').getByText('no 49').waitFor();
    assert.equal(await notebook.page.locator('.gatelab-widget canvas').count(), 50);
    assert.deepEqual(notebook.problems, []);
  });

  it('nbconvert --execute --to html: the picture is there with no network', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatelab-html-'));
    try {
      const env = isolatedJupyter(folder);
      writeFileSync(join(folder, 'page.ipynb'), JSON.stringify(makeNotebook(cells)));
      const call = ['--to', 'html', '--execute', join(folder, 'page.ipynb')];
      execFileSync(venvProgram('jupyter-nbconvert'), call, { env, stdio: 'pipe' });
      const context = await browser.newContext({ offline: true });
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
