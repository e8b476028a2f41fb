import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { createGatelabEngine } from '../../kernel/gatelab-engine.js';
import type { Notebook } from '../kernel/engine/notebook.js';
import { readCases } from '../kernel/cells/cases.js';
import { cpuMilliseconds } from '../cpu-time.js';
import { CaseNotebook } from '../kernel/cells/run-cases.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A notebook in the folder where the packages are installed, which stays. */
function notebookIn(folder: string): Notebook {
  const engine = createGatelabEngine({ folder });
  let count = 0;
  const signal = new AbortController().signal;
  const run: Notebook['run'] = (code) =>
    engine.execute({ code, executionCount: ++count, silent: false, signal });
  return { folder, engine, run, close: () => engine.close() } as Notebook;
}

describe('popular packages in one notebook', function () {
  // The first imports read the declarations of Node and of the package.
  this.timeout(120_000);
  const opened = new CaseNotebook(notebookIn(at('../../.cache/packages')));
  after(() => opened.close());

  for (const { title, cells } of readCases(at('packages.txt')))
    it(`${title} does its work, and its types are read`, async () => {
      const [imports, use, wrong] = cells;
      await opened.judge(imports!);
      await opened.judge(use!);
      assert.match(String((await opened.run(wrong!.code)).error), /^TS\d+: /);
    });

  it('show their tables and charts as what they are', async () => {
    const shownAs = async (code: string, type: string): Promise<string> =>
      (await opened.run(code)).outputs.find((output) => output.type === type)?.text ?? '';
    const table = /<table>.*<th>t<.*<th>w<.*<td[^>]*>1<.*<td>x</s;
    assert.match(await shownAs('arrowBack', 'text/html'), table);
    const columns = 'aq.table({ t: [1, 2], w: ["x", "y"] })';
    assert.match(await shownAs(columns, 'text/html'), table);
    const times = 'tableFromArrays({ w: ["x"], at: [new Date(Date.UTC(2024, 1, 29))] })';
    assert.match(await shownAs(times, 'text/html'), /<td>2024-02-29T00:00:00.000Z</);
    const chart = `Plot.dot([[1, 2]]).plot({ document: parseHTML('<p>').document as any })`;
    assert.match(await shownAs(chart, 'image/svg+xml'), /^<svg .*<circle/s);
  });

  it('list what a large module has within 50 ms of CPU, once it is warm', () => {
    const complete = (): number => opened.notebook.engine.complete('d3.', 3).items.length;
    for (let k = 0; k < 10; k++) complete();
    const times = Array.from({ length: 11 }, () => {
      const start = process.cpuUsage();
      assert.ok(complete() > 500);
      return cpuMilliseconds(start);
    });
    assert.ok(times.sort((a, b) => a - b)[5]! < 50, times.map(Math.round).join());
  });

  it("show what DuckDB answers, and a canvas's picture", async () => {
    const shownAs = async (code: string, type: string): Promise<string> => {
      const { error, outputs } = await opened.run(code);
      assert.equal(error, undefined);
      return outputs.find((output) => output.type === type)?.text ?? '';
    };
    await shownAs(
      `import { DuckDBInstance } from '@duckdb/node-api';
const duck = await (await DuckDBInstance.create(':memory:')).connect();`,
      'any',
    );
    const select = `"select i as n, date '2024-02-29' as d, 1.25::decimal(8, 2) as x, [i, 2] as l from range(5000) t(i)"`;
    const table =
      /<th>n<.*<th>d<.*<td[^>]*>1<\/td><td>2024-02-29<\/td><td[^>]*>1\.250?<\/td><td>\[1, 2\]<.*5000 rows × 4 columns/s;
    assert.match(await shownAs(`await duck.runAndReadAll(${select})`, 'text/html'), table);
    assert.match(
      await shownAs(`const result7 = await duck.run(${select}); result7`, 'text/html'),
      table,
    );
    // Looking at it has not used it up.
    assert.match(await shownAs('(await result7.getRows()).length', 'text/plain'), /^5000$/);
    const twice = `await duck.run('select 1 as a, 2 as a')`;
    assert.match(await shownAs(twice, 'text/html'), /<td[^>]*>1<\/td><td[^>]*>2<\/td>/);
    const canvas = `import { createCanvas } from '@napi-rs/canvas';
const canvas7 = createCanvas(3, 2); canvas7.getContext('2d').fillRect(0, 0, 3, 2); canvas7`;
    const png = Buffer.from(await shownAs(canvas, 'image/png'), 'base64');
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [3, 2]);
  });
});
