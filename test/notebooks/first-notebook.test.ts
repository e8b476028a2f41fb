import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator } from 'playwright-core';
import { launchBrowser } from '../browser/chromium.js';
import { frameworksPython, jupyterProgram } from '../environments.js';
import { startLab, type Lab } from '../browser/lab.js';
import { NotebookPage } from '../browser/notebook-page.js';
import { copyTutorial, findCell, tutorials } from './tutorial.js';

const name = '01-take-an-lstm-apart.ipynb';
const here = fileURLToPath(new URL('.', import.meta.url));

/** Colours of the forget gate, time × units × [red, green, blue], by NumPy, h5py and matplotlib alone. */
function expectedColors(sample: number): number[][][] {
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-colors-'));
  try {
    const array = join(folder, 'f.npy');
    const data = join(tutorials, 'data');
    const files = [join(data, 'sunspots-keras2.h5'), join(data, 'sunspots-X.npy')];
    execFileSync(frameworksPython, [join(here, 'forget_gate.py'), ...files, String(sample), array]);
    const colors = [join(here, 'colors.py'), array];
    const printed = execFileSync(jupyterProgram('python'), colors, { encoding: 'utf8' });
    return JSON.parse(printed) as number[][][];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The colours at the middle of every cell of a heatmap of 302 steps × 30 units. */
function drawnColors(output: Locator): Promise<number[][][]> {
  return output
    .locator('.gl-stage')
    .first()
    .evaluate((stage) => {
      const canvas = stage.querySelector('canvas')!;
      const frame = stage.querySelector<SVGRectElement>('.gl-frame')!;
      const [left, top, width, height] = ['x', 'y', 'width', 'height'].map(
        (name) => Number(frame.getAttribute(name)) * devicePixelRatio,
      ) as [number, number, number, number];
      const context = canvas.getContext('2d')!;
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return Array.from({ length: 302 }, (_, t) =>
        Array.from({ length: 30 }, (_, unit) => {
          const x = Math.floor(left + ((t + 0.5) / 302) * width);
          const y = Math.floor(top + (1 - (unit + 0.5) / 30) * height);
          const at = 4 * (y * canvas.width + x);
          return [...data.slice(at, at + 3)];
        }),
      );
    });
}

describe('the first notebook in JupyterLab', function () {
  this.timeout(240_000);
  let lab: Lab;
  let browser: Browser;
  let notebook: NotebookPage;
  const cell = (text: string) => notebook.cell(findCell(name, text));

  before(async () => {
    lab = await startLab();
    browser = await launchBrowser();
    copyTutorial(name, lab.root);
    notebook = await NotebookPage.open(browser, lab, name, {
      width: 1400,
      height: 1000,
      deviceScaleFactor: 2,
    });
    await notebook.runAll();
  });
  after(async () => {
    await notebook?.close();
    await browser?.close();
    await lab?.close();
  });

  it('runs from top to bottom without an error', async () => {
    await notebook.save();
    const errors = notebook.page.locator('[data-mime-type="application/vnd.jupyter.error"]');
    assert.deepEqual(await errors.allInnerTexts(), []);
    const stderr = notebook.page.locator('[data-mime-type="application/vnd.jupyter.stderr"]');
    assert.deepEqual(await stderr.allInnerTexts(), []);
    assert.deepEqual(notebook.problems, []);
  });

  it('prints an error below 1e-6 for sample 114', async () => {
    const output = await cell('const result = compare');
    const text = await output.getByText(/^max.h − Keras. = /).first().textContent();
    const [, number] = /max\|h − Keras\| = (\S+)/.exec(text ?? "") ?? [];
    assert.ok(Number(number) > 0 && Number(number) < 1e-6, text ?? '');
  });

  it('shows the error table', async () => {
    const output = await cell('const result = compare');
    await output.getByText('max |error|').first().waitFor();
    await notebook.screenshot('01-error-table', output);
  });

  it('draws the forget gate in the colours that NumPy and matplotlib give', async () => {
    const output = await cell('const slider');
    await output.locator('.gl-frame').first().waitFor();
    await notebook.screenshot('01-forget-gate', output);
    const [drawn, expected] = [await drawnColors(output), expectedColors(114)];
    const wrong = drawn.flatMap((row, t) =>
      row.filter((rgb, unit) => rgb.some((v, k) => v !== expected[t]![unit]![k])),
    );
    assert.equal(wrong.length, 0, `${wrong.length} of 9060 cells differ`);
  });

  it('answers the slider twice', async () => {
    const output = await cell('const slider');
    await output.locator('.noUi-handle').focus();
    for (const sample of [115, 116]) {
      await notebook.page.keyboard.press('ArrowRight');
      await output.getByText(new RegExp(`window ${sample}: max.h − Keras. = \\d`)).waitFor();
    }
    const drawn = await drawnColors(output);
    assert.deepEqual(drawn[150], expectedColors(116)[150]);
    await notebook.screenshot('01-slider-moved', output);
  });

  it('shows the widgets again after the page is reloaded', async () => {
    await notebook.save();
    await notebook.reload();
    const output = await cell('const slider');
    await output.getByText(/window 116: max/).waitFor();
    const drawn = await drawnColors(output);
    assert.deepEqual(drawn[150], expectedColors(116)[150]);
    await notebook.screenshot('01-reloaded');
  });
});
