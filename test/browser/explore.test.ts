// A trace as the last line of a cell, in a page without a kernel: one instrument under the mouse and under the keys.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openModel, readArray } from '../../src/index.js';
import { violations } from './axe.js';
import { launchBrowser } from './chromium.js';
import { makeNotebook, SCREENSHOTS } from './notebook-page.js';

const main = join(import.meta.dirname, '..', '..', 'bin', 'gatelab.mjs');
const data = join(import.meta.dirname, '..', '..', 'notebooks', 'data', 'sunspots-');

const cell = `const model = await openModel(${JSON.stringify(`${data}keras2.h5`)});
const X = await readArray(${JSON.stringify(`${data}X.npy`)});
model.layer('test_layer').trace(X.pick(114))`;

describe('a trace as the last line of a cell', function () {
  this.timeout(120_000);

  it('is one instrument: the cell below follows the pointer, a click and the keys over the series', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatelab-explore-'));
    const browser = await launchBrowser();
    try {
      writeFileSync(join(folder, 'n.ipynb'), JSON.stringify(makeNotebook([cell])));
      const path = join(folder, 'n.html');
      const call = [main, 'run', join(folder, 'n.ipynb'), '--out', path];
      execFileSync(process.execPath, call, { stdio: 'pipe' });
      const page = await browser.newPage({ viewport: { width: 1280, height: 2200 } });
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(String(error)));
      await page.goto(pathToFileURL(path).href);
      await page.locator('.gl-cell-diagram .gl-sum').waitFor();
      const shown = async () => ({
        step: Number(await page.locator('.gl-cell-diagram output').textContent()),
        unit: Number(await page.locator('.gl-cell-diagram .gl-unit-choice').inputValue()),
        f: await page.locator('[data-gate=f] text').nth(1).textContent(),
      });
      assert.deepEqual(await shown().then(({ step, unit }) => [step, unit]), [0, 0]);

      const stage = page.locator('.gl-stage');
      const box = (await stage.boundingBox())!;
      const frame = page.locator('.gl-frame').first();
      const number = async (name: string) => Number(await frame.getAttribute(name));
      const [left, top] = [box.x + (await number('x')), box.y + (await number('y'))];
      const middle = (await number('height')) / 2;
      await page.mouse.move(left + 200, top + middle);
      await page.waitForFunction(
        'Number(document.querySelector(".gl-cell-diagram output").textContent) > 0',
      );
      const there = await shown();
      const model = await openModel(`${data}keras2.h5`);
      const trace = model
        .layer('test_layer')
        .trace((await readArray(`${data}X.npy`)).pick(114) as never);
      assert.equal(there.f, trace.f.get(there.step, there.unit).toFixed(4));

      // A click stays when the pointer leaves; the cursor of the keys goes on from there.
      await page.mouse.click(left + 200, top + middle);
      await page.mouse.move(5, 5);
      assert.deepEqual(await shown(), there);
      await stage.focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      const { step } = await shown();
      assert.equal(step, there.step + 1);
      const told = await page.locator('.gl-lines .gl-values').textContent();
      assert.match(told!, new RegExp(`^step ${step} `));
      await page.screenshot({ path: join(SCREENSHOTS, 'explore.png'), fullPage: true });
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(problems, []);
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
