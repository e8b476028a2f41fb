// The programs in which people run notebooks without a browser. JupyterLab and Notebook are in test/browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JupyterFolder, kernelName } from './support/jupyter.js';

describe('hosts', function () {
  this.timeout(120000);
  let jupyter: JupyterFolder;
  before(() => (jupyter = new JupyterFolder()));
  after(() => jupyter.remove());

  const outputsOf = (file: string) => {
    const { cells } = JSON.parse(readFileSync(join(jupyter.folder, file), 'utf8')) as {
      cells: { outputs: Record<string, unknown>[] }[];
    };
    return cells.map(({ outputs }) => outputs);
  };

  it('jupyter console: one line after the other', async () => {
    const args = ['console', `--kernel=${kernelName}`, '--simple-prompt'];
    const { stdout } = await jupyter.run('jupyter', args, 'const a: number = 4\na * 10\n');
    assert.match(stdout, /Out\[2\]: 40/);
  });

  it('jupyter run: code from stdin', async () => {
    const { stdout } = await jupyter.run(
      'jupyter',
      ['run', `--kernel=${kernelName}`],
      'console.log(6 * 7)',
    );
    assert.equal(stdout.trim(), '42');
  });

  it('jupyter nbconvert --execute: outputs, and the state of widgets', async () => {
    const path = jupyter.writeNotebook('good.ipynb', [
      '1 + 1',
      'console.log("x")',
      'new IntSlider({ value: 5 })',
    ]);
    const args = ['nbconvert', '--execute', '--to', 'notebook', '--output', 'done', path];
    const { code, stderr } = await jupyter.run('jupyter', args);
    assert.equal(code, 0, stderr);
    const [sum, printed, slider] = outputsOf('done.ipynb');
    assert.deepEqual(sum![0]!['data'], { 'text/plain': ['2'] });
    assert.deepEqual(printed![0]!['text'], ['x\n']);
    assert.ok('application/vnd.jupyter.widget-view+json' in (slider![0]!['data'] as object));
    const { metadata } = JSON.parse(readFileSync(join(jupyter.folder, 'done.ipynb'), 'utf8'));
    assert.match(JSON.stringify(metadata.widgets), /IntSliderModel/);
  });

  it('jupyter nbconvert --execute: a failing cell ends it, and is named', async () => {
    const path = jupyter.writeNotebook('bad.ipynb', ['1', 'throw new RangeError("too far")']);
    const { code, stderr } = await jupyter.run('jupyter', [
      'nbconvert',
      '--execute',
      '--to',
      'html',
      path,
    ]);
    assert.equal(code, 1);
    assert.match(stderr, /CellExecutionError/);
    assert.match(stderr, /too far/);
  });

  it('jupyter nbconvert --execute: a cell that never ends is interrupted in time, and the rest runs', async () => {
    const path = jupyter.writeNotebook('endless.ipynb', ['1', 'for (;;);', '"after"']);
    const options = [
      '--ExecutePreprocessor.timeout=5',
      '--ExecutePreprocessor.interrupt_on_timeout=True',
      '--allow-errors',
    ];
    const args = [
      'nbconvert',
      '--execute',
      '--to',
      'notebook',
      '--output',
      'stopped',
      ...options,
      path,
    ];
    const { code, stderr } = await jupyter.run('jupyter', args);
    assert.equal(code, 0, stderr);
    const [, endless, after] = outputsOf('stopped.ipynb');
    assert.equal(endless!.at(-1)!['ename'], 'KeyboardInterrupt');
    assert.deepEqual(after![0]!['data'], { 'text/plain': ["'after'"] });
  });

  it('papermill', async () => {
    const path = jupyter.writeNotebook('paper.ipynb', ['const x = 20', 'x + 1']);
    const { code, stderr } = await jupyter.run('papermill', [
      path,
      join(jupyter.folder, 'out.ipynb'),
    ]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(outputsOf('out.ipynb')[1]![0]!['data'], { 'text/plain': ['21'] });
  });
});
