import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchBrowser } from './chromium.js';
import { makeNotebook, SCREENSHOTS } from './notebook-page.js';

const main = join(import.meta.dirname, '..', '..', 'bin', 'gatelab.mjs');

describe('a page written by gatelab run', function () {
  this.timeout(120_000);

  it('is alive with no network and no kernel', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatelab-page-'));
    const browser = await launchBrowser();
    try {
      const notebook = makeNotebook([
        `heatmap([[0, 1], [1, 0]], { title: 'four cells' })`,
        `const a = new IntSlider({ value: 3 }), b = new IntSlider({ value: 3 });
jslink([a, 'value'], [b, 'value']);
new VBox({ children: [a, b] })`,
      ]);
      writeFileSync(join(folder, 'n.ipynb'), JSON.stringify(notebook));
      const page = join(folder, 'n.html');
      const call = [main, 'run', join(folder, 'n.ipynb'), '--out', page];
      execFileSync(process.execPath, call, { stdio: 'pipe' });

      const context = await browser.newContext({ offline: true });
      const tab = await context.newPage();
      const problems: string[] = [];
      tab.on('pageerror', (error) => problems.push(String(error)));
      await tab.goto(pathToFileURL(page).href);
      await tab.locator('.gatelab-widget canvas').waitFor();
      await tab.locator('.noUi-handle').first().focus();
      await tab.keyboard.press('ArrowRight');
      await tab.locator('.widget-readout').nth(1).getByText('4').waitFor();
      assert.equal(await tab.locator('img').count(), 0, 'the live view has replaced the picture');
      await tab.screenshot({ path: join(SCREENSHOTS, 'page.png') });
      assert.deepEqual(problems, []);
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
