import assert from 'node:assert/strict';
import { colorMapNames } from '../../../widgets/plot/color/color-map.js';
import { openNotebook, type Notebook } from './notebook.js';

describe('engine.complete(code, position), where types alone do not tell', () => {
  let notebook: Notebook;
  before(async () => {
    notebook = openNotebook();
    notebook.write('units.ts', 'export const units = 30;');
    notebook.write('data.json', '{}');
    notebook.write('notes.txt', '');
    await notebook.run('const parsed = JSON.parse(\'{"rows":[{"t":1}],"two words":1}\');');
    await notebook.run('const trap = { get deep() { throw new Error("run"); } } as any;');
  });
  after(() => notebook.close());

  /** Completes at `|`, or at the end. @returns what the cell reads after each choice */
  const complete = (marked: string): string[] => {
    const position = marked.includes('|') ? marked.indexOf('|') : marked.length;
    const code = marked.replace('|', '');
    const { items, start, end } = notebook.engine.complete(code, position);
    return items.map(({ text }) => code.slice(0, start) + text + code.slice(end));
  };

  it('offers modules beside the notebook, without the ending of TypeScript', () => {
    assert.deepEqual(complete("import x from './|'").sort(), [
      "import x from './data.json'",
      "import x from './units'",
    ]);
    assert.deepEqual(complete("import { units } from './un"), ["import { units } from './units"]);
  });

  it('offers packages, and modules of Node', () => {
    const found = complete("import * as d3 from 'd|'");
    assert.ok(found.includes("import * as d3 from 'd3'"), found.join('\n'));
    assert.ok(found.includes("import * as d3 from 'dns'"));
    assert.ok(
      complete("import { heatmap } from 'gate").includes("import { heatmap } from 'gatelab"),
    );
  });

  it('offers files in other strings', () => {
    assert.deepEqual(complete("readArray('no|')"), ["readArray('notes.txt')"]);
  });

  it('offers the names of colour maps, all that there are', () => {
    assert.deepEqual(complete("heatmap([[1]], { cmap: 'RdBu|' })"), [
      "heatmap([[1]], { cmap: 'RdBu' })",
      "heatmap([[1]], { cmap: 'RdBu_r' })",
    ]);
    const all = new Set(complete("heatmap([[1]], { cmap: '|' })"));
    for (const name of colorMapNames)
      for (const form of [name, `${name}_r`])
        assert.ok(all.has(`heatmap([[1]], { cmap: '${form}' })`), form);
    assert.ok(all.has("heatmap([[1]], { cmap: 'auto' })"));
    assert.equal(all.size, 2 * colorMapNames.length + 1);
  });

  it('offers the members that a value has, and runs nothing for it', () => {
    assert.deepEqual(complete('parsed.'), ['parsed.rows']);
    assert.ok(complete('parsed.rows.ma').includes('parsed.rows.map'));
    process.env['GATELAB_COMPLETES'] = '1';
    assert.deepEqual(complete('process.env.GATELAB_COMP'), ['process.env.GATELAB_COMPLETES']);
    delete process.env['GATELAB_COMPLETES'];
    assert.deepEqual(complete('trap.deep.'), []);
  });

  it('offers magics, and counts their lines', () => {
    assert.deepEqual(complete('%ty'), [
      '%types stop',
      '%types warn',
      '%types strict',
      '%types loose',
    ]);
    assert.deepEqual(complete('%types warn\nMath.cbr'), ['%types warn\nMath.cbrt']);
  });

  it('works after an error in an earlier line', () => {
    assert.deepEqual(complete('const n: number = "x";\nfoo(;\nMath.cbr'), [
      'const n: number = "x";\nfoo(;\nMath.cbrt',
    ]);
  });
});
