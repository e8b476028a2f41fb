import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { launchBrowser } from '../browser/chromium.js';
import { isolatedJupyter } from '../browser/lab.js';
import { SCREENSHOTS } from '../browser/notebook-page.js';
import { nbconvert } from './nbconvert.js';
import { sameNumbers, textsOf } from './outputs.js';
import { copyTutorial, readCells, tutorialNames, tutorials, type TutorialCell } from './tutorial.js';

const command = join(import.meta.dirname, '..', '..', 'bin', 'gatelab.mjs');

/** Lesson 03 as nbgrader hands it out: no solutions. */
function unanswered(folder: string): string {
  const path = copyTutorial('03-one-step-by-hand.ipynb', folder);
  const notebook = JSON.parse(readFileSync(path, 'utf8')) as { cells: TutorialCell[] };
  const cells = notebook.cells.map((cell) => {
    const isSolution = cell.metadata?.nbgrader?.solution === true;
    return isSolution ? { ...cell, source: ["throw new Error('no answer yet')"] } : cell;
  });
  const out = join(folder, 'unanswered.ipynb');
  writeFileSync(out, JSON.stringify({ ...notebook, cells }));
  return out;
}

/** The template with other words in its first cell. */
function filledIn(folder: string, name: string, words: Readonly<Record<string, string>>): string {
  const path = copyTutorial('your-own-model.ipynb', folder);
  const out = join(folder, name);
  const text = readFileSync(path, 'utf8');
  const lines = Object.entries(words).map(([key, value]) => [`${key}: '`, value] as const);
  const notebook = JSON.parse(text) as { cells: TutorialCell[] };
  const first = notebook.cells.findIndex(({ source }) => source.join('').startsWith('const mine'));
  const source = notebook.cells[first]!.source.map((line) => {
    const [start, value] = lines.find(([key]) => line.trim().startsWith(key)) ?? [];
    return start === undefined ? line : `  ${start}${value}',\n`;
  });
  notebook.cells[first] = { ...notebook.cells[first]!, source };
  writeFileSync(out, JSON.stringify(notebook));
  return out;
}

/** Runs all notebooks as `gatelab run` does, one after the other. */
async function runAll(out: string): Promise<void> {
  for (const name of tutorialNames) {
    const words = ['run', join(tutorials, name), '--out', join(out, name)];
    await promisify(execFile)(process.execPath, [command, ...words]);
  }
}

describe('all notebooks, from top to bottom', function () {
  this.timeout(600_000);
  let folder: string;
  let env: NodeJS.ProcessEnv;
  const cellsOf = (way: string, name: string) => readCells(join(folder, way, name));
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gatelab-tutorials-'));
    env = isolatedJupyter(folder);
    const copies = tutorialNames.map((name) => copyTutorial(name, join(folder, 'jupyter')));
    mkdirSync(join(folder, 'run'));
    const jupyter = join(folder, 'jupyter');
    copies.push(unanswered(jupyter));
    const nothing = { path: 'data/brackets.pt', layer: '', data: '', reference: '' };
    copies.push(filledIn(jupyter, 'sparse.ipynb', nothing));
    copies.push(filledIn(jupyter, 'misspelt.ipynb', { layer: 'nope' }));
    const byJupyter = nbconvert(copies, env, '--allow-errors', '--to', 'notebook', '--inplace');
    await Promise.all([byJupyter, runAll(join(folder, 'run'))]);
  });
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  for (const name of tutorialNames) {
    it(`${name} runs by plain Jupyter tools, without a warning`, () => {
      const outputs = cellsOf('jupyter', name).flatMap((cell) => cell.outputs ?? []);
      assert.ok(outputs.length > 0);
      assert.deepEqual(
        outputs.filter((output) => output.output_type === 'error' || output.name === 'stderr'),
        [],
      );
    });

    it(`${name} says the same by gatelab run, and gives the numbers that are stored`, () => {
      const said = textsOf(cellsOf('run', name));
      // In Jupyter a table of errors shows its title first, and its verdict when that is reached: no output changes for it.
      textsOf(cellsOf('jupyter', name)).forEach((text, k) => {
        if (!said[k]!.startsWith(text)) assert.equal(text, said[k]);
      });
      const stored = textsOf(readCells(join(tutorials, name)));
      assert.equal(stored.length, said.length);
      said.forEach((text, k) => {
        if (!sameNumbers(text, stored[k]!)) assert.equal(text, stored[k]);
      });
    });
  }

  it('without answers no exercise passes, as nbgrader counts', () => {
    const graded = cellsOf('jupyter', 'unanswered.ipynb').filter(
      ({ metadata }) => metadata?.nbgrader?.grade,
    );
    assert.equal(graded.length, 2);
    for (const { outputs = [] } of graded) {
      assert.deepEqual(
        outputs.map(({ output_type }) => output_type),
        ['error'],
      );
    }
  });

  it('the template does with what is there, and says what is missing', () => {
    const [sparse, misspelt] = ['sparse.ipynb', 'misspelt.ipynb'].map((name) => {
      return cellsOf('jupyter', name).flatMap(({ outputs = [] }) => outputs);
    });
    const said = (outputs: typeof sparse) =>
      outputs!.map(({ data }) => [data?.['text/markdown'] ?? ''].flat().join('')).join('\n');
    assert.ok(sparse!.every(({ output_type }) => output_type !== 'error'));
    assert.match(said(sparse), /Random numbers stand in for your data[^]*115 × 30 × 12/);
    assert.match(said(sparse), /No reference yet[^]*torch.no_grad/);
    assert.match(said(misspelt), /not there, or is not recurrent[^]*There are: test_layer, summary_layer/);
    const [error] = misspelt!.filter(({ output_type }) => output_type === 'error');
    assert.match(error!.evalue!, /has no layer "nope"; it has .*test_layer/);
  });

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
