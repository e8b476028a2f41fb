import assert from 'node:assert/strict';
import { openNotebook, type Notebook } from './notebook.js';

describe('types of the DOM', () => {
  let notebook: Notebook;
  before(() => {
    notebook = openNotebook();
  });
  after(() => notebook.close());

  it('are there for the cell that names one, and are checked', async () => {
    const view =
      'const render = (el: HTMLElement, n: number): void => { el.textContent = String(n) };';
    await notebook.value(view);
    const wrong = 'const other = (el: SVGRectElement): void => { el.textContent = 3 };';
    assert.match(
      (await notebook.failure(wrong)).evalue,
      /'number' is not assignable to type 'string'/,
    );
    await notebook.value('const make = () => document.createElement("div");');
    assert.match((await notebook.failure('make()')).evalue, /document is not defined/);
  });

  it('leave timers and fetch to Node, and forgotten variables unknown', async () => {
    await notebook.value('const timer: NodeJS.Timeout = setTimeout(() => {}, 1); timer.unref();');
    await notebook.value('const loaded: typeof fetch = fetch;');
    for (const name of ['name', 'status', 'event', 'length'])
      assert.match((await notebook.failure(name)).evalue, /^Cannot find name/, name);
  });

  it('come with packages that stand on them', async () => {
    const fresh = openNotebook();
    await fresh.value(
      "import * as d3 from 'd3';\nconst selected = (el: SVGGElement) => d3.select(el).node()?.getBBox().width;",
    );
    await fresh.failure('const w: string = selected(null as any)');
    await fresh.close();
  });
});
