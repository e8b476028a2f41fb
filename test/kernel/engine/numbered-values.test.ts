import assert from 'node:assert/strict';
import { openNotebook, type Notebook } from './notebook.js';

describe('Out[n]', () => {
  let notebook: Notebook;
  before(() => {
    notebook = openNotebook();
  });
  after(() => notebook.close());

  it('keeps the object of the newest run of a cell, and lets that of the earlier one go', async () => {
    await notebook.value('({ made: 1 })');
    await notebook.value('({ made: 1 })');
    assert.deepEqual(await notebook.value('[1 in Out, Out[2].made]'), [false, 1]);
  });

  it('keeps plain values of every run', async () => {
    await notebook.value('6 * 7');
    await notebook.value('6 * 7');
    assert.deepEqual(await notebook.value('[Out[4], Out[5]]'), [42, 42]);
  });
});
