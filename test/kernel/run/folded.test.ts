import assert from 'node:assert/strict';
import { pageOf } from '../../../kernel/run/page.js';
import type { Cell } from '../../../kernel/run/notebook.js';

const cell = (source: string, metadata = {}): Cell => ({ cell_type: 'code', source, metadata });
const page = (...cells: Cell[]) =>
  pageOf(
    { nbformat: 4, nbformat_minor: 5, metadata: {}, cells },
    { title: 't', states: undefined },
  );

describe('pageOf(notebook)', () => {
  it('folds the code that JupyterLab keeps folded, under its first line', () => {
    const folded = cell('// Solution of <03-1>\nconst f = 1;', {
      jupyter: { source_hidden: true },
    });
    const html = page(folded, cell('f + 1'));
    assert.match(
      html,
      /<details class="folded"><summary>Solution of &#60;03-1&#62;<\/summary><pre class="source"><code>\/\/ Sol[^]*const f = 1;<\/code><\/pre><\/details>/,
    );
    assert.equal(html.match(/<details/g)!.length, 1);
    for (const jupyter of [{ source_hidden: false }, { source_hidden: 'true' }, {}]) {
      assert.doesNotMatch(page(cell('f', { jupyter })), /<details/);
    }
  });
});
