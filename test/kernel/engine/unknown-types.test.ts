import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { connectOutputs } from '../../../kernel/outputs/outputs.js';
import { openNotebook, plain, type Notebook } from './notebook.js';

describe('packages whose declarations are not understood', () => {
  let notebook: Notebook;
  let said: string[];
  beforeEach(() => {
    notebook = openNotebook();
    said = [];
    connectOutputs({ stream: (_name: string, text: string) => said.push(text) } as never);
  });
  afterEach(() => {
    connectOutputs(undefined);
    return notebook.close();
  });

  /** A package in the notebook's folder. */
  function install(name: string, types: string, main = 'exports.made = () => 4'): void {
    const folder = path.join('node_modules', name);
    mkdirSync(path.join(notebook.folder, folder), { recursive: true });
    const json = { name, version: '1.0.0', main: 'index.js', types: 'index.d.ts' };
    notebook.write(path.join(folder, 'package.json'), JSON.stringify(json));
    notebook.write(path.join(folder, 'index.js'), main);
    notebook.write(path.join(folder, 'index.d.ts'), types);
  }

  it('are named once, with the first reason and its place', async () => {
    install(
      'half-known',
      `import type { Part } from 'not-installed-types';\nexport declare function made(): Part;`,
    );
    assert.equal(await notebook.value(`import { made } from 'half-known'; made()`), 4);
    assert.deepEqual(said, [
      `the types of half-known are partly unknown: Cannot find module 'not-installed-types' or its corresponding type declarations (half-known/index.d.ts, line 1)\n`,
    ]);
    assert.equal(await notebook.value('made() + 1'), 5);
    assert.equal(said.length, 1);
  });

  it('are named when their syntax is not understood', async () => {
    install('from-tomorrow', 'export declare function made(): number;\nexport novel Thing { }');
    await notebook.value(`import { made } from 'from-tomorrow'; made()`);
    assert.match(said.join(''), /^the types of from-tomorrow are partly unknown: .*line 2\)\n$/);
  });

  it('are not named for what is known once the library of the DOM is loaded', async () => {
    install('draws', 'export declare function made(): HTMLCanvasElement;');
    const { traceback } = await notebook.failure(
      `import { made } from 'draws'; const wrong: number = made();`,
    );
    assert.match(plain(traceback), /'HTMLCanvasElement' is not assignable to type 'number'/);
    assert.deepEqual(said, []);
  });

  it('are not named while cells use nothing that is unknown', async () => {
    install(
      'mostly-known',
      `export declare function other(): Missing;\nexport declare function made(): number;`,
    );
    assert.equal(await notebook.value(`import { made } from 'mostly-known'; made()`), 4);
    assert.deepEqual(said, []);
  });
});
