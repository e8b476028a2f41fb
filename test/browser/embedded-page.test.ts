// A page that embeds our widgets as any html-manager page does: its AMD script, require.js and our AMD module, no network.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cellColors } from './cell-colors.js';
import { launchBrowser } from './chromium.js';
import { makeNotebook, SCREENSHOTS } from './notebook-page.js';

const repository = join(import.meta.dirname, '..', '..');
/** Voilà serves this loader, and so the environment of the browser tests has it. */
const requireScript = '.venv/share/jupyter/voila/templates/base/static/require.min.js';
const embedScript = 'node_modules/@jupyter-widgets/html-manager/dist/embed-amd.js';

type Models = Record<string, { model_name: string; state: object }>;

/** Runs one cell and gives the states of its widgets, as a notebook would store them. */
function statesOf(source: string, folder: string): { readonly state: Models } {
  const [notebook, page] = [join(folder, 'cell.ipynb'), join(folder, 'cell.html')];
  writeFileSync(notebook, JSON.stringify(makeNotebook([source])));
  const call = [join(repository, 'bin', 'gatelab.mjs'), 'run', notebook, '--out', page];
  execFileSync(process.execPath, call, { stdio: 'pipe' });
  const stored = /id="widget-state">(.*?)<\/script>/s.exec(readFileSync(page, 'utf8'));
  return JSON.parse(stored![1]!) as { state: Models };
}

/** The page as the documentation of html-manager describes it; the scripts lie beside it. */
function writePage(folder: string, states: { readonly state: Models }): string {
  copyFileSync(join(repository, requireScript), join(folder, 'require.js'));
  copyFileSync(join(repository, embedScript), join(folder, 'embed-amd.js'));
  copyFileSync(join(repository, 'dist', 'index.js'), join(folder, 'gatelab.js'));
  const [id] = Object.entries(states.state).find(([, m]) => m.model_name === 'HeatmapModel')!;
  const view = { version_major: 2, version_minor: 0, model_id: id };
  const json = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');
  const path = join(folder, 'embedded.html');
  writeFileSync(
    path,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>embedded</title></head><body>
<script src="require.js"></script>
<script>require.config({ paths: { gatelab: 'gatelab' } });</script>
<script src="embed-amd.js"></script>
<script type="application/vnd.jupyter.widget-state+json">${json(states)}</script>
<script type="application/vnd.jupyter.widget-view+json">${json(view)}</script>
</body></html>`,
  );
  return path;
}

/** The middles of these cells, `[column, row]` counted from the lower left, of a picture of 4 × 2 cells. */
const middles = (cells: readonly (readonly [number, number])[]) =>
  cells.map(([column, row]) => [(column + 0.5) / 4, (1.5 - row) / 2] as const);

describe('a page that embeds a widget through html-manager', function () {
  this.timeout(120_000);

  it('paints the heatmap with the colours of matplotlib, with no network', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatelab-embed-'));
    const browser = await launchBrowser();
    try {
      const cell = `heatmap([[0, 0.25, 0.5, 1], [1, 1, 0, 0]], { cmap: 'viridis', title: 'embedded' })`;
      const path = writePage(folder, statesOf(cell, folder));
      const context = await browser.newContext({ offline: true });
      const page = await context.newPage();
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(String(error)));
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(pathToFileURL(path).href);
      const cells = middles([
        [0, 0],
        [1, 0],
        [2, 0],
        [3, 0],
        [0, 1],
        [3, 1],
      ]);
      const colors = await cellColors(page.locator('.gatelab-widget'), cells);
      await page.screenshot({ path: join(SCREENSHOTS, 'embedded.png') });
      // matplotlib's viridis at 0, 0.25, 0.5 and 1; the second row, 1 … 0, lies above.
      const [dark, blue, green, yellow] = [
        [68, 1, 84, 255],
        [59, 82, 139, 255],
        [33, 145, 140, 255],
        [253, 231, 37, 255],
      ];
      assert.deepEqual(colors, [dark, blue, green, yellow, yellow, dark]);
      assert.deepEqual(problems, []);
      assert.deepEqual(
        asked.filter((url) => !/^(file|data|blob):/.test(url)),
        [],
      );
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
