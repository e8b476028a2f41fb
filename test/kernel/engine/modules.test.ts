import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { loadTypeScript } from '../../../kernel/engine/typescript.js';
import { connectOutputs } from '../../../kernel/outputs/outputs.js';
import { openNotebook, plain, type Notebook } from './notebook.js';

describe('modules beside the notebook', () => {
  let notebook: Notebook;
  beforeEach(() => {
    notebook = openNotebook();
  });
  afterEach(() => notebook.close());

  it('are compiled, typed, and see each other and packages', async () => {
    notebook.write(
      'units.ts',
      'import { max } from "d3";\nexport const units = (xs: number[]): number => max(xs) ?? 0;',
    );
    notebook.write(
      'layer.ts',
      'import { units } from "./units.js";\nexport default class Layer { n: number = units([30, 8]); }',
    );
    const code = 'import Layer from "./layer"; const n: number = new Layer().n; n';
    assert.equal(await notebook.value(code), 30);
  });

  it('may import one another in a circle', async () => {
    notebook.write(
      'a.ts',
      'import { b } from "./b";\nexport const a = 1;\nexport const viaB = (): number => b();',
    );
    notebook.write('b.ts', 'import { a } from "./a";\nexport const b = (): number => a + 1;');
    assert.equal(await notebook.value('import { viaB } from "./a"; viaB()'), 2);
  });

  it('are loaded again when they or what they import changed, for code that is already there', async () => {
    notebook.write('inner.ts', 'export const value = 1;');
    notebook.write(
      'outer.ts',
      'import { value } from "./inner";\nexport const twice = (): number => value * 2;',
    );
    await notebook.run('import { twice } from "./outer"; const use = () => twice();');
    assert.equal(await notebook.value('use()'), 2);
    notebook.write('inner.ts', 'export const value = 21; // longer, and later');
    assert.equal(await notebook.value('use()'), 42);
    notebook.write('outer.ts', 'export const twice = (): string => "new type";');
    assert.equal(await notebook.value('twice().toUpperCase()'), 'NEW TYPE');
  });

  it('report their own lines, in type errors and when they throw', async () => {
    notebook.write('wrong.ts', '// first line\nexport const n: number = "text";');
    const typed = plain((await notebook.failure('import { n } from "./wrong"')).traceback);
    assert.match(typed, /wrong\.ts, line 2/);
    notebook.write(
      'throws.ts',
      'interface Gone { x: 1 }\nexport function fail(): never {\n  throw new Error("here");\n}',
    );
    const thrown = plain(
      (await notebook.failure('import { fail } from "./throws"; fail()')).traceback,
    );
    assert.match(thrown, /throws\.ts, line 3, in fail/);
    assert.match(thrown, /Cell In\[2\], line 1/);
  });

  it('may be JSON', async () => {
    notebook.write('data.json', '{ "steps": 302 }');
    assert.equal(
      await notebook.value('import data from "./data.json"; const n: number = data.steps; n'),
      302,
    );
  });
});

describe('packages in the notebook folder', () => {
  let notebook: Notebook;
  beforeEach(() => {
    notebook = openNotebook();
  });
  afterEach(() => notebook.close());

  const install = (name: string, files: Record<string, string>): void => {
    mkdirSync(path.join(notebook.folder, 'node_modules', name), { recursive: true });
    for (const [file, text] of Object.entries(files))
      notebook.write(`node_modules/${name}/${file}`, text);
  };

  it('are found with their types through an exports map, ESM only, installed after the first try', async () => {
    assert.match(
      (await notebook.failure('import { half } from "halves"')).evalue,
      /Cannot find module 'halves'/,
    );
    const manifest = {
      name: 'halves',
      type: 'module',
      exports: { '.': { types: './t.d.ts', import: './m.js' } },
    };
    install('halves', {
      'package.json': JSON.stringify(manifest),
      't.d.ts': 'export declare function half(n: number): number;',
      'm.js': 'export const half = (n) => n / 2;',
    });
    assert.equal(await notebook.value('import { half } from "halves"; half(5)'), 2.5);
    assert.match(
      (await notebook.failure('half("5")')).evalue,
      /not assignable to parameter of type 'number'/,
    );
  });

  it('have their manifest read once, however many files their declarations have', async () => {
    const chain = Array.from({ length: 40 }, (_, i) => [
      `d${i}.d.ts`,
      `export * from './d${i + 1}.js';`,
    ]);
    install('deep', {
      'package.json': '{"name":"deep","type":"module","types":"./d0.d.ts","main":"./m.js"}',
      ...(Object.fromEntries(chain) as Record<string, string>),
      'd40.d.ts': 'export declare const depth: number;',
      'm.js': 'export const depth = 40;',
    });
    const { sys } = loadTypeScript();
    const readFile = sys.readFile;
    let reads = 0;
    sys.readFile = (file, encoding) => {
      if (file.endsWith('deep/package.json')) reads++;
      return readFile(file, encoding);
    };
    try {
      assert.equal(await notebook.value('import { depth } from "deep"; depth'), 40);
    } finally {
      sys.readFile = readFile;
    }
    assert.ok(reads >= 1 && reads <= 3, `${reads} times`);
    assert.match((await notebook.failure('depth.length')).evalue, /'length' does not exist/);
  });

  it('may be imported by a folder or a file inside, without its ending', async () => {
    mkdirSync(path.join(notebook.folder, 'node_modules/folders/fp'), { recursive: true });
    install('folders', {
      'package.json': '{"name":"folders","version":"1.0.0"}',
      'fp/index.js': 'module.exports = { half: (n) => n / 2 };',
      'fp/index.d.ts': 'export declare function half(n: number): number;',
      'plain.js': 'module.exports = { two: 2 };',
      'plain.d.ts': 'export declare const two: number;',
    });
    const code =
      'import { half } from "folders/fp"; import { two } from "folders/plain"; half(two)';
    assert.equal(await notebook.value(code), 1);
  });

  it('are imported as TypeScript types CommonJS: default, namespace, names', async () => {
    install('common', {
      'package.json': '{"name":"common","main":"m.js"}',
      'm.js': 'module.exports = { one: 1 }; module.exports["t" + "wo"] = 2;',
    });
    const code = 'import common, { one, two } from "common"; [common.one, one, two]';
    assert.deepEqual(await notebook.value(code), [1, 1, 2]);
  });
});

describe('magics', () => {
  let notebook: Notebook;
  let printed = '';
  beforeEach(() => {
    notebook = openNotebook();
    printed = '';
    connectOutputs({
      stream: (name: string, text: string) => (printed += `${name}: ${text}`),
    } as never);
  });
  afterEach(() => {
    connectOutputs(undefined);
    return notebook.close();
  });

  it('%types warn prints type errors and runs the cell', async () => {
    assert.equal(await notebook.value('%types warn\nconst n: number = "text"; n'), 'text');
    assert.match(printed, /stderr: .*not assignable[^]*line 2/);
    assert.match((await notebook.failure('let x = )')).ename, /SyntaxError/);
    await notebook.run('%types stop');
    await notebook.failure('const m: number = "text"');
  });

  it('%npm runs npm in the notebook folder and passes on what it prints', async () => {
    notebook.write('package.json', '{"name":"of-the-notebook","version":"1.2.3"}');
    await notebook.value('%npm pkg get version');
    assert.match(printed, /stdout: "1\.2\.3"/);
    assert.match(
      (await notebook.failure('%npm no-such-command')).evalue,
      /npm no-such-command failed/,
    );
  });

  it('%npm install runs no install script, says so, and %npm rebuild does', async () => {
    const script = "node -e \"require('fs').writeFileSync('ran', '')\"";
    mkdirSync(path.join(notebook.folder, 'pack'));
    notebook.write('package.json', '{"private":true}');
    notebook.write(
      'pack/package.json',
      JSON.stringify({ name: 'packed', version: '1.0.0', scripts: { install: script } }),
    );
    await notebook.value('%npm pack ./pack');
    await notebook.value('%npm install ./packed-1.0.0.tgz --offline');
    const ran = path.join(notebook.folder, 'node_modules/packed/ran');
    assert.match(printed, /Install scripts were not run: %npm rebuild packed runs them/);
    assert.equal(existsSync(ran), false);
    await notebook.value('%npm rebuild packed');
    assert.equal(existsSync(ran), true);
  });

  it('tells that the registry cannot be reached, and that a package is not known', async () => {
    const server = createServer((_, response) => response.writeHead(404).end('{}')).listen(0);
    const { port } = server.address() as AddressInfo;
    const reasonFor = async (registry: string): Promise<string> => {
      process.env['npm_config_registry'] = registry;
      return (await notebook.failure('import x from "npm:gatelab-test-none@1"')).evalue;
    };
    try {
      assert.match(
        await reasonFor(`http://127.0.0.1:${port}/`),
        /npm install gatelab-test-none@1 failed: the registry has no such package \(E404\)/,
      );
      server.close();
      assert.match(
        await reasonFor(`http://127.0.0.1:${port}/`),
        /cannot be reached: is this computer offline\? \(ECONNREFUSED\)/,
      );
    } finally {
      server.close();
      delete process.env['npm_config_registry'];
    }
  });

  it('// @ts-nocheck leaves the types of one cell unchecked', async () => {
    assert.equal(await notebook.value('// @ts-nocheck\nconst u: number = "text"; u'), 'text');
    await notebook.failure('const v: number = "text"');
  });

  it('refuses what it does not know, and leaves the remainder operator alone', async () => {
    assert.match(
      (await notebook.failure('%pip install x')).evalue,
      /%pip install x is not understood/,
    );
    assert.equal(await notebook.value('7\n% 4'), 3);
  });
});
