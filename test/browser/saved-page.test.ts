import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { counterRender } from './counter-cell.js';
import { launchBrowser } from './chromium.js';
import { violations } from './axe.js';
import { makeNotebook, SCREENSHOTS } from './notebook-page.js';

const main = join(import.meta.dirname, '..', '..', 'bin', 'gatelab.mjs');

/** A name that would be harmful if it were taken for markup. */
const evil = `<img src=x onerror="window.harmed = true"></script>`;

const cells = [
  `heatmap([[0, 1], [1, 0]], { title: 'four cells' })`,
  `const a = new IntSlider({ value: 3, description: 'a' }), b = new IntSlider({ value: 3, description: 'b' });
jslink([a, 'value'], [b, 'value']);
new VBox({ children: [a, b] })`,
  `const Counter = customWidget('Counter', { count: 3, bytes: Uint8Array.of(7) }, {
  ${counterRender},
  css: '.gatelab-custom button { color: rgb(1, 2, 3); }',
});
new Counter()`,
  `lines({ [${JSON.stringify(evil)}]: [1, 2, 3] }, { title: ${JSON.stringify(evil)} })`,
  `console.log(${JSON.stringify(evil)}); ${JSON.stringify(evil)}`,
];

describe('a page written by gatelab run', function () {
  this.timeout(120_000);

  it('is alive with no network and no kernel', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatelab-page-'));
    const browser = await launchBrowser();
    try {
      const notebook = makeNotebook([...cells, { cell_type: 'markdown', source: '# A title' }]);
      writeFileSync(join(folder, 'n.ipynb'), JSON.stringify(notebook));
      const page = join(folder, 'n.html');
      const call = [main, 'run', join(folder, 'n.ipynb'), '--out', page];
      execFileSync(process.execPath, call, { stdio: 'pipe' });

      const context = await browser.newContext({ offline: true, colorScheme: 'dark' });
      const tab = await context.newPage();
      const problems: string[] = [];
      tab.on('pageerror', (error) => problems.push(String(error)));
      await tab.goto(pathToFileURL(page).href);
      await tab.locator('.gatelab-widget canvas').first().waitFor();
      await tab.locator('.noUi-handle').first().focus();
      await tab.keyboard.press('ArrowRight');
      await tab.locator('.widget-readout').nth(1).getByText('4').waitFor();
      assert.equal(await tab.locator('img').count(), 0, 'the live view has replaced the picture');
      // What a person wrote in a cell lives on; names are text, and none of them runs.
      const counter = tab.locator('.gatelab-custom button');
      await counter.click();
      assert.equal(await counter.innerText(), 'count is 4');
      assert.equal(await counter.evaluate((node) => getComputedStyle(node).color), 'rgb(1, 2, 3)');
      await tab.locator('.gatelab-widget svg text').getByText(evil).first().waitFor();
      assert.equal(await tab.evaluate('window.harmed'), undefined);
      await tab.screenshot({ path: join(SCREENSHOTS, 'page.png'), fullPage: true });
      assert.deepEqual(await violations(tab), []);
      assert.deepEqual(problems, []);
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
