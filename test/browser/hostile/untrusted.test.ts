// Notebooks of strangers: opening one runs nobody's code but ours, whatever it says about itself, and asks nobody but the server.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { counterRender } from '../counter-cell.js';
import { jupyterProgram } from '../../environments.js';
import { useLab } from '../lab.js';
import { readNotebook, writeNotebook, type NotebookPage } from '../notebook-page.js';
import { hostileNotebooks } from './notebooks.js';
import { endKernel, showInstead } from './show-instead.js';

const counter = `const Counter = customWidget('Counter', { count: 3 }, {
  ${counterRender},
  css: '.gatelab-custom button { color: rgb(1, 2, 3); }',
});
new Counter()`;

describe('a notebook of a stranger, not trusted', function () {
  this.timeout(480_000);
  const suite = useLab();

  const isElsewhere = (url: string) => new URL(url).origin !== new URL(suite.lab.url).origin;

  /** Runs the last cell, and waits until its own view counts. */
  async function runLast(notebook: NotebookPage, cells: number): Promise<void> {
    await notebook.runCells(cells - 1);
    const shown = (await notebook.cell(cells - 1)).locator('.gatelab-custom button');
    await shown.getByText('count is 3').click();
    await shown.getByText('count is 4').waitFor();
  }

  /** Trusts a notebook in Jupyter's own way. */
  function trust(file: string): void {
    execFileSync(jupyterProgram('jupyter-trust'), [join(suite.lab.root, file)], {
      env: suite.lab.env,
      stdio: 'pipe',
    });
  }

  /** Writes the notebooks. @returns the name of each file, with what it is and how many cells it has. */
  function writeStrangers() {
    return [...hostileNotebooks(counter)].map(([what, notebook], k) => {
      const file = `stranger-${k}.ipynb`;
      writeNotebook(suite.lab, file, notebook);
      return { file, what, cells: (notebook as { cells: unknown[] }).cells.length };
    });
  }

  async function requireQuiet(opened: NotebookPage, what: string): Promise<void> {
    assert.equal(await opened.page.evaluate('globalThis.__ran'), undefined, what);
    assert.deepEqual(opened.asked.filter(isElsewhere), [], what);
  }

  it('runs nothing and asks nobody, whatever it holds', async () => {
    const strangers = writeStrangers();
    const opened = await suite.open('mine-first.ipynb', ['1']);
    for (const { file, what, cells } of strangers) {
      await showInstead(opened, file);
      // A cell of the person's own is run, by which time everything that was saved has been taken in.
      await runLast(opened, cells);
      await requireQuiet(opened, what);
    }
    assert.ok(strangers.length >= 12);
  });

  it('runs nothing and asks nobody in Notebook 7 either, where each has a page of its own', async () => {
    for (const { file, what, cells } of writeStrangers()) {
      const opened = await suite.open(file, undefined, { frontEnd: 'notebook' });
      await runLast(opened, cells);
      await requireQuiet(opened, what);
      // Closing the page would leave its kernel, and fourteen are more than a small machine has room for.
      await endKernel(opened);
      await opened.close();
    }
    // What is watched for would be seen: trusted, the same scripts run.
    const scripts = writeStrangers().find(
      ({ what }) => what === 'scripts and handlers in outputs',
    )!;
    trust(scripts.file);
    const trusted = await suite.open(scripts.file, undefined, { frontEnd: 'notebook' });
    await trusted.page.waitForFunction('globalThis.__ran');
  });

  it('shows the still of a view written in a cell; once the notebook is trusted, the view itself', async () => {
    const mine = await suite.open('mine.ipynb', [counter]);
    await runLast(mine, 1);
    await mine.save();
    const stored = readNotebook(suite.lab, 'mine.ipynb');
    writeNotebook(suite.lab, 'theirs.ipynb', { ...stored, metadata: { ...stored.metadata, of: 'a friend' } }); // prettier-ignore
    const theirs = await suite.open('theirs.ipynb');
    await theirs.page.locator('.jp-OutputArea-output').getByText('Counter(').waitFor();
    assert.equal(await theirs.page.locator('.gatelab-custom').count(), 0);
    trust('theirs.ipynb');
    await theirs.close();
    const trusted = await suite.open('theirs.ipynb');
    const button = (await trusted.cell(0)).locator('.gatelab-saved button');
    // Lab tries the kernel's own view first, and draws again when it is trusted.
    await trusted.page.getByText(/Loading widget|Error displaying/).first().waitFor({ state: 'detached' }); // prettier-ignore
    await button.getByText('count is 3').click();
    await button.getByText('count is 4').waitFor();
    assert.equal(await button.evaluate((node) => getComputedStyle(node).color), 'rgb(1, 2, 3)');
  });

  it('runs the view that its kernel sends anew over a comm, and no other text that gets into the model', async () => {
    const define = (text: string) =>
      `customWidget('Own', {}, { esm: 'export default { render({ el }) { el.textContent = "${text}"; } }' })`;
    const cells = [
      `const Own = ${define('first')}; const one = new Own(); one`,
      define('second'),
      `const text = new Text({ value: 'globalThis.__ran = 1; export default { render() {} }' });
jslink([text, 'value'], [one, '_esm' as never]);
text`,
    ];
    const notebook = await suite.open('anew.ipynb', cells);
    await notebook.runCells(0);
    const view = (await notebook.cell(0)).locator('.gatelab-custom');
    await view.getByText('first').waitFor();
    await notebook.runCells(1);
    await view.getByText('second').waitFor();
    await notebook.runCells(2);
    const box = (await notebook.cell(2)).locator('input');
    await box.fill('globalThis.__ran = 2; export default { render() {} }');
    await box.press('Enter');
    await notebook.page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
    assert.equal(await notebook.page.evaluate('globalThis.__ran'), undefined);
    assert.equal(await view.innerText(), 'second');
  });
});
