import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cellColors } from './cell-colors.js';
import { isolatedJupyter, useLab, venvProgram } from './lab.js';
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

  it('fifty heatmaps in one notebook are all drawn', async () => {
    const many = `for (let n = 0; n < 50; n++) display(heatmap([[0, n], [n, 0]], { title: 'no ' + n, height: 160 }));`;
    const notebook = await suite.open('fifty.ipynb', [many]);
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
