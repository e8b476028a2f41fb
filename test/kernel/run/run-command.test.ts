import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readNotebook } from '../../../kernel/run/notebook.js';

const run = promisify(execFile);
const main = join(import.meta.dirname, '..', '..', '..', 'bin', 'gatelab.mjs');

interface StoredNotebook {
  cells: {
    outputs: { data?: Record<string, unknown>; text?: string }[];
    execution_count: number;
  }[];
  metadata: { widgets?: Record<string, { state: Record<string, { model_name: string }> }> };
}

describe('gatelab run', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gatelab-run-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(...sources: string[]): string {
    const path = join(folder, 'given.ipynb');
    const cells = [
      { cell_type: 'markdown', metadata: {}, source: ['# A *title*\n', 'and text'] },
      ...sources.map((source, n) => ({
        ...{ id: `c${n}`, cell_type: 'code', metadata: {}, source },
        ...{ execution_count: null, outputs: [] },
      })),
    ];
    writeFileSync(path, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
    return path;
  }

  const gatelab = (...args: string[]) => run(process.execPath, [main, 'run', ...args]);

  it('writes a notebook with the outputs in it, pictures as pictures', async () => {
    const given = write(
      `console.log('one'); console.log('two'); 6 * 7`,
      `display('first', { id: 'd' });`,
      `updateDisplay('second', { id: 'd' });\nheatmap([[0, 1]], { title: 'cells' })`,
      `new IntSlider({ value: 3 })`,
    );
    const out = join(folder, 'out.ipynb');
    await gatelab(given, '--out', out);
    const { cells, metadata } = JSON.parse(readFileSync(out, 'utf8')) as StoredNotebook;
    const [, first, second, third] = cells;
    assert.equal(first!.execution_count, 1);
    assert.equal(first!.outputs[0]!.text, 'one\ntwo\n');
    assert.equal(first!.outputs[1]!.data!['text/plain'], '42');
    assert.match(String(second!.outputs[0]!.data!['text/plain']), /second/);
    const picture = third!.outputs.at(-1)!.data!;
    assert.match(String(picture['text/html']), /^<img src="data:image\/svg\+xml/);
    const { state } = metadata.widgets!['application/vnd.jupyter.widget-state+json']!;
    const models = Object.values(state).map((model) => model.model_name);
    assert.ok(models.includes('IntSliderModel') && !models.includes('HeatmapModel'));
  });

  it('writes one page that asks for nothing else, with the widgets in it', async () => {
    const out = join(folder, 'page.html');
    await gatelab(write(`heatmap([[0, 1]], { title: '</script><b>' })`), '--out', out);
    const page = readFileSync(out, 'utf8');
    const holds = (pattern: RegExp) => pattern.test(page);
    assert.ok(holds(/<h1>A <em>title<\/em><\/h1>/));
    assert.ok(holds(/<div data-widget="[^"]+"><div><img src="data:image\/svg\+xml/));
    assert.ok(holds(/"model_name":"HeatmapModel"/));
    assert.ok(!holds(/<(?:script|link|img)[^>]+(?:src|href)="https?:/));
    assert.equal(page.match(/<\/script>/g)!.length, 2);
  });

  it('prints the outputs where no file is asked for', async () => {
    const { stdout } = await gatelab(write(`console.log('hello')`, '1 + 1'));
    assert.equal(stdout, 'hello\n2\n');
  });

  it('says in one line which cell failed, and writes nothing', async () => {
    const out = join(folder, 'out.html');
    await assert.rejects(gatelab(write('1', `throw new Error('too warm')`), '--out', out), (e) => {
      const { code, stderr } = e as { code: number; stderr: string };
      assert.equal(code, 1);
      assert.match(stderr, /^gatelab: .*given\.ipynb, cell 2: Error: too warm\n$/);
      return true;
    });
    assert.equal(existsSync(out), false);
  });

  it('names a file that is missing or no notebook', async () => {
    await assert.rejects(gatelab(join(folder, 'no.ipynb')), /no\.ipynb: there is no such file/);
    writeFileSync(join(folder, 'bad.ipynb'), '{"cells": 3}');
    await assert.rejects(gatelab(join(folder, 'bad.ipynb')), /bad\.ipynb is no Jupyter notebook/);
  });

  it('refuses a notebook whose parts are of no known kind, and says which part', () => {
    const path = join(folder, 'odd.ipynb');
    const cell = { cell_type: 'code', metadata: {}, outputs: [], source: '1' };
    const odd: readonly (readonly [notebook: unknown, problem: string])[] = [
      [null, 'it should be'],
      [[], '"cells" is missing'],
      ['text', 'it should be'],
      [{ cells: [null] }, '"cells.0" should be'],
      [
        { cells: [{ ...cell, source: 5 }] },
        '"cells.0.source" should be a text, or a list of lines, but is 5',
      ],
      [{ cells: [cell, { ...cell, source: ['a', {}] }] }, '"cells.1.source'],
      [{ cells: [{ ...cell, cell_type: 'constructor' }] }, '"cells.0.cell_type" should be'],
      [{ cells: [{ ...cell, cell_type: ['code'] }] }, '"cells.0.cell_type" should be'],
      [{ cells: [{ ...cell, metadata: [] }] }, '"cells.0.metadata" should be an object'],
      [{ cells: [{ ...cell, attachments: 'x' }] }, '"cells.0.attachments" should be an object'],
      [{ cells: [], metadata: 3 }, '"metadata" should be an object'],
      [{ cells: [], nbformat_minor: '5' }, '"nbformat_minor" should be a whole number'],
    ];
    for (const [notebook, problem] of odd) {
      const isObject =
        typeof notebook === 'object' && notebook !== null && !Array.isArray(notebook);
      writeFileSync(path, JSON.stringify(isObject ? { nbformat: 4, ...notebook } : notebook));
      assert.throws(
        () => readNotebook(path),
        ({ message }: Error) => message.startsWith(`${path} is no Jupyter notebook: ${problem}`),
        problem,
      );
    }
  });

  it('refuses a pipe without opening it', async () => {
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [join(folder, 'pipe.ipynb')]);
    await assert.rejects(gatelab(join(folder, 'pipe.ipynb')), /pipe\.ipynb/);
  });
});
