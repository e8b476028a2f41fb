import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchBrowser } from '../browser/chromium.js';
import { isolatedJupyter } from '../browser/lab.js';
import { SCREENSHOTS } from '../browser/notebook-page.js';
import { nbconvert } from './nbconvert.js';
import { copyTutorial, readCells, tutorialNames } from './tutorial.js';

describe('tutorials run by plain Jupyter tools', function () {
  this.timeout(180_000);
  let folder: string;
  let env: NodeJS.ProcessEnv;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'gatelab-tutorials-'));
    env = isolatedJupyter(folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  for (const name of tutorialNames) {
    it(`${name} runs from top to bottom, without a warning`, async () => {
      const path = copyTutorial(name, join(folder, 'run'));
      await nbconvert(path, env, '--to', 'notebook', '--inplace');
      const outputs = readCells(path).flatMap((cell) => cell.outputs ?? []);
      assert.ok(outputs.length > 0);
      assert.deepEqual(
        outputs.filter((output) => output.output_type === 'error' || output.name === 'stderr'),
        [],
      );
    });
  }

  it('the first notebook as HTML shows its pictures with no network', async () => {
    const [name] = tutorialNames;
    const path = copyTutorial(name!, join(folder, 'html'));
    await nbconvert(path, env, '--to', 'html');
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
      const asked: string[] = [];
      await page.route(
        (url) => url.protocol.startsWith('http'),
        (route) => {
          asked.push(route.request().url());
          return route.abort();
        },
      );
      await page.goto(pathToFileURL(path.replace(/ipynb$/, 'html')).href);
      const pictures = page.locator('.jp-OutputArea-output img, .jp-OutputArea-output svg');
      await pictures.first().waitFor();
      // One expression: a function inside would carry a helper of the compiler's into the page.
      const visible = await pictures.evaluateAll(
        (all) =>
          all.filter(
            (node) =>
              node.getBoundingClientRect().width > 100 &&
              (!(node instanceof HTMLImageElement) || (node.complete && node.naturalWidth > 100)),
          ).length,
      );
      await page.screenshot({ path: join(SCREENSHOTS, '01-nbconvert.png'), fullPage: true });
      const heatmaps = readCells(path).filter(({ source }) => /heatmap\(/.test(source.join('')));
      assert.ok(visible >= heatmaps.length, `${visible} pictures of ${heatmaps.length} heatmaps`);
    } finally {
      await browser.close();
    }
  });
});
