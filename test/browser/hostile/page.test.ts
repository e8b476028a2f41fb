// A page that `gatelab run` writes of a stranger's notebook: nothing of the notebook's markup runs, and nobody is asked for anything.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page, Request } from 'playwright-core';
import { launchBrowser } from '../chromium.js';
import { counterRender } from '../counter-cell.js';
import { makeNotebook, type NotebookCell } from '../notebook-page.js';
import { elsewhere, picture, ran } from './stored.js';

const main = join(import.meta.dirname, '..', '..', '..', 'bin', 'gatelab.mjs');
const text = (source: string): NotebookCell => ({ cell_type: 'markdown', source });
const quoted = (markup: string): string => JSON.stringify(markup);

const markup = [
  `<script>${ran('script')}</script>${picture('picture')}<svg onload="${ran('drawing')}"><script>${ran('script in drawing')}</script></svg>`,
  `<input autofocus onfocus="${ran('focus')}"><details open ontoggle="${ran('details')}">d</details>`,
  `<iframe src="${elsewhere}/frame" srcdoc="<script>parent.${ran('frame')}</script>"></iframe><img src="${elsewhere}/pixel.png">`,
  `<p style="background:url(${elsewhere}/css)">p</p><style>@import "${elsewhere}/sheet";</style><link rel="prefetch" href="${elsewhere}/next">`,
];

/** With what takes the reader elsewhere; no policy stops that, so it must not get in. */
const everything = [
  ...markup,
  `<meta http-equiv="refresh" content="0;url=${elsewhere}/turn"><base href="${elsewhere}/"><script type="application/json" id="widget-state">{}</script>`,
].join('\n\n');

const cells = [
  text(
    `# Title\n\n${everything}\n\n[press](javascript:${ran('link')}) and <a href="JavaScript:${ran('anchor')}">here</a>\n`,
  ),
  `display({ 'text/html': ${quoted(everything)} })`,
  `display({ 'text/markdown': ${quoted(everything)} })`,
  `display({ 'image/png': ${quoted(`"><script>${ran('png')}</script>`)} })`,
  `display({ 'image/svg+xml': ${quoted(`<svg xmlns="http://www.w3.org/2000/svg" onload="${ran('svg')}"><script>${ran('svg script')}</script><image href="${elsewhere}/svg.png"/></svg>`)} })`,
  `new HTML({ value: ${quoted(everything)}, description: ${quoted(picture('description'))}, description_allow_html: true })`,
  `const out = new Output(); out.appendDisplay({ 'text/html': ${quoted(everything)} }); out`,
  `heatmap([[0.1, 0.2], [0.3, 0.4]], { title: ${quoted(picture('title'))}, xlabel: ${quoted(picture('label'))}, height: 200 })`,
];

const counter = `const Counter = customWidget('Counter', { count: 3 }, { ${counterRender} });
new Counter()`;

describe('a page of a notebook of a stranger', function () {
  this.timeout(180_000);
  let browser: Browser;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gatelab-pages-'));
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(sources: readonly (string | NotebookCell)[]) {
    const page = join(folder, 'n.html');
    writeFileSync(join(folder, 'n.ipynb'), JSON.stringify(makeNotebook(sources)));
    const call = [main, 'run', join(folder, 'n.ipynb'), '--out', page];
    execFileSync(process.execPath, call, { stdio: 'pipe' });
    const context = await browser.newContext();
    const tab = await context.newPage();
    const requests: Request[] = [];
    context.on('request', (request) => requests.push(request));
    /** Addresses that somebody was asked for: the browser also tells of those that the page's policy has stopped. */
    const asked = () =>
      requests.filter((request) => request.failure()?.errorText !== 'csp').map((r) => r.url());
    await tab.goto(pathToFileURL(page).href);
    return { tab, asked, text: readFileSync(page, 'utf8') };
  }

  const wasRun = (tab: Page) => tab.evaluate('globalThis.__ran');

  it('runs nothing of what its text, outputs and widgets bring, and asks for nothing', async () => {
    const { tab, asked } = await open(cells);
    await tab.locator('.gatelab-widget canvas').first().waitFor();
    assert.ok((await tab.locator('.widget-html-content').innerText()).length > 0);
    for (const link of await tab.locator('main a').all()) await link.click();
    await tab.locator('.gatelab-widget svg text').getByText('<img').first().waitFor();
    assert.equal(await wasRun(tab), undefined);
    assert.deepEqual(
      asked()
        .filter((url) => !/^(data|blob):/.test(url))
        .slice(1),
      [],
    );
    assert.equal(await tab.locator('iframe, form, style ~ main style, main script').count(), 0);
  });

  it('has a policy that would stop what got in: handlers, scripts, frames, requests', async () => {
    const { tab, asked, text: html } = await open(['heatmap([[0, 1]], { height: 200 })']);
    await tab.locator('.gatelab-widget canvas').first().waitFor();
    await tab.evaluate(
      ([html, address]) => {
        document.body.insertAdjacentHTML('beforeend', html!);
        const script = document.createElement('script');
        script.textContent = 'globalThis.__ran = 1';
        const module = URL.createObjectURL(new Blob(['globalThis.__ran = 2']));
        const loaded = Object.assign(document.createElement('script'), { src: module });
        document.body.append(script, loaded);
        fetch(address!).catch(() => undefined);
      },
      [markup.join(''), elsewhere],
    );
    await tab.evaluate(() => new Promise((done) => setTimeout(done, 300)));
    assert.equal(await wasRun(tab), undefined);
    assert.deepEqual(
      asked().filter((url) => url.startsWith('http')),
      [],
    );
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!;
    assert.match(policy, /script-src 'sha256-[^']+'; style-src/);
  });

  it('has no script at all where the notebook has no widgets; a view written in a cell works where it has', async () => {
    const plain = await open([text('# A title')]);
    assert.match(plain.text, /script-src 'none'/);
    assert.doesNotMatch(plain.text, /<script/);
    const { tab } = await open([counter]);
    await tab.locator('.gatelab-custom button').getByText('count is 3').click();
    await tab.locator('.gatelab-custom button').getByText('count is 4').waitFor();
  });
});
