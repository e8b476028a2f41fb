import assert from 'node:assert/strict';
import v8 from 'node:v8';
import vm from 'node:vm';
import { openNotebook, type Notebook } from './notebook.js';

describe('a long session', () => {
  let notebook: Notebook;
  before(() => {
    notebook = openNotebook();
  });
  after(() => notebook.close());

  /** Megabytes in use after everything unreachable was freed. */
  const heap = (): number => {
    v8.setFlagsFromString('--expose-gc');
    (vm.runInNewContext('gc') as () => void)();
    return process.memoryUsage().heapUsed / 1e6;
  };

  it('keeps memory flat and forgets nothing that later cells may use', async function () {
    this.timeout(120_000);
    await notebook.run('let total = 0; class Point { constructor(readonly x: number) {} }');
    const run = async (from: number, to: number): Promise<void> => {
      for (let i = from; i < to; i++)
        await notebook.value(
          `const p: Point = new Point(${i}); const f${i % 20} = () => p.x; total += f${i % 20}();`,
        );
    };
    await run(0, 250);
    const before = heap();
    await run(250, 850);
    const grown = heap() - before;
    assert.ok(grown < 8, `600 cells left ${grown.toFixed(1)} MB behind`);
    assert.equal(await notebook.value('total'), (849 * 850) / 2);
    assert.match(
      (await notebook.failure('const n: string = p.x')).evalue,
      /'number' is not assignable/,
    );
  });
});
