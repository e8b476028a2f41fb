import assert from 'node:assert/strict';
import type { Cell, CellOutput, Notebook } from '../../../kernel/run/notebook.js';
import { pageOf } from '../../../kernel/run/page.js';

const notebookOf = (...cells: Omit<Cell, 'metadata'>[]): Notebook => ({
  ...{ nbformat: 4, nbformat_minor: 5, metadata: {} },
  cells: cells.map((cell) => ({ ...cell, metadata: {} })),
});
const shown = (...outputs: CellOutput[]) =>
  pageOf(notebookOf({ cell_type: 'code', source: '1 < 2', execution_count: 7, outputs }), {
    title: 'A <b> page',
    states: undefined,
  });
const bundle = (data: Record<string, unknown>): CellOutput => ({
  ...{ output_type: 'display_data', data, metadata: {} },
});

describe('pageOf(notebook, { title, states })', () => {
  it('runs no script at all where there are no widgets, whatever outputs bring', () => {
    const html = shown(bundle({ 'text/html': '<p onclick="x()">seen</p><script>x()</script>' }));
    assert.match(html, /script-src 'none'/);
    assert.doesNotMatch(html, /<script|onclick/);
    assert.match(html, /<p>seen<\/p>/);
  });

  it('shows titles, code, prompts and text as text', () => {
    const html = shown({ output_type: 'stream', name: 'stderr', text: ['a & b\n', '<c>'] });
    assert.match(html, /<title>A &#60;b&#62; page<\/title>/);
    assert.match(html, /\[7\]:<\/div><pre class="source"><code>1 &#60; 2<\/code>/);
    assert.match(html, /<pre class="stderr">a &#38; b\n&#60;c&#62;<\/pre>/);
    const raw = pageOf(notebookOf({ cell_type: 'raw', source: '<i>' }), { title: '', states: undefined }); // prettier-ignore
    assert.match(raw, /<section><pre>&#60;i&#62;<\/pre><\/section>/);
  });

  it('shows an error with its traceback, without control characters', () => {
    const traceback = ['\u001b[31mError\u001b[0m: <wrong>'];
    const html = shown({ output_type: 'error', ename: 'Error', evalue: '<wrong>', traceback });
    assert.match(html, /<pre class="error">/);
    assert.match(html, /&#60;wrong&#62;/);
    assert.ok(!html.includes('\u001b'));
  });

  it('takes the richest form that it can show safely: HTML, SVG as a picture, bitmaps, Markdown, text', () => {
    const forms = {
      'text/plain': 'plain',
      'text/markdown': '**bold**',
      'image/png': 'iVBORw0KGgo=',
      'image/svg+xml': '<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>',
      'text/html': '<b>rich</b>',
    };
    const expected = [/<pre>plain/, /<strong>bold/, /src="data:image\/png;base64,iVBORw0KGgo="/, /src="data:image\/svg\+xml;base64,/, /<b>rich/]; // prettier-ignore
    const so: Record<string, string> = {};
    for (const [k, [type, value]] of Object.entries(forms).entries()) {
      so[type] = value;
      const html = shown(bundle(so));
      assert.match(html, expected[k]!);
      assert.doesNotMatch(html, /<script/);
    }
  });
});
