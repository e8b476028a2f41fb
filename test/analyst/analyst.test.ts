import assert from 'node:assert/strict';
import { readFileSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { useLab } from '../browser/lab.js';
import { readNotebook, type NotebookPage } from '../browser/notebook-page.js';
import { byStation, cells, csv, rides } from './a-day.js';

const packages = fileURLToPath(new URL('../../.cache/packages/node_modules', import.meta.url));

interface Output {
  readonly output_type: string;
  readonly name?: string;
}

describe("an analyst's day in JupyterLab", function () {
  this.timeout(300_000);
  const suite = useLab();
  let service: Server;
  let notebook: NotebookPage;
  before(async () => {
    service = createServer((request, response) => {
      response.writeHead(request.url === '/rides.csv' ? 200 : 404, { 'content-type': 'text/csv' });
      response.end(csv);
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    symlinkSync(packages, join(suite.lab.root, 'node_modules'), 'junction');
  });
  after(() => service.close());

  it('fetches, parses, counts, draws and writes files, and a wrong type is refused', async () => {
    const { port } = service.address() as AddressInfo;
    notebook = await suite.open('day.ipynb', cells(`http://127.0.0.1:${port}`));
    await notebook.runAll();
    await notebook.save();
    const outputs = readNotebook(suite.lab, 'day.ipynb').cells.map((cell) => cell.outputs ?? []);
    const failed = outputs.flatMap((all, index) =>
      (all as readonly Output[]).some((o) => o.output_type === 'error' || o.name === 'stderr')
        ? [index]
        : [],
    );
    assert.deepEqual(failed, [7], JSON.stringify(failed.map((index) => outputs[index])));
    // Cells that are out of sight are not in the page: it may take a moment until they are again.
    const text = async (index: number): Promise<string> => {
      await (await notebook.cell(index)).locator('.jp-OutputArea-output').first().waitFor();
      return notebook.outputText(index);
    };
    assert.match(await text(0), /2024-03-01\s*Harbour/);
    assert.match(await text(1), /560 rows × 3 columns/);
    assert.match(await text(2), /2024-03-14\s*40/);
    assert.match(await text(3), new RegExp(`\\b${rides.length}\\b`));
    const counted = await text(4);
    for (const { station, rides: count, mean } of byStation)
      assert.match(counted, new RegExp(`${station}\\s*${count}\\s*${String(mean).slice(0, 8)}`));
    assert.match(await text(7), /TS2322: Type 'number' is not assignable to type 'string'/);
    await assertPictures();
    assertFiles();
  });

  async function assertPictures(): Promise<void> {
    const plot = await notebook.cell(5);
    // One expression: a function inside would carry a helper of the compiler's into the page.
    const svg = plot.locator('.jp-OutputArea-output svg, .jp-OutputArea-output img').first();
    await svg.waitFor();
    assert.ok((await svg.boundingBox())!.width > 300);
    await notebook.screenshot('analyst-plot', plot);
    const vega = await notebook.cell(6);
    const drawn = vega.locator('.vega-embed canvas, .vega-embed svg').first();
    await drawn.waitFor();
    assert.ok((await drawn.boundingBox())!.width > 300);
    await notebook.screenshot('analyst-vega', vega);
    await notebook.screenshot('analyst-duckdb', await notebook.cell(4));
  }

  function assertFiles(): void {
    const read = (name: string): Buffer => readFileSync(join(suite.lab.root, name));
    const days = read('by-day.csv').toString().trim().split('\n');
    assert.equal(days[0], 'day,rides,mean');
    assert.equal(days.length, 15);
    const first = rides.filter(({ day }) => day === '2024-03-01').map(({ minutes }) => minutes);
    assert.equal(days[1], `2024-03-01,40,${first.reduce((a, b) => a + b) / 40}`);
    assert.equal(read('rides.arrow').subarray(0, 6).toString(), 'ARROW1');
    assert.equal(read('rides.csv').toString().split('\r\n').length, rides.length + 1);
  }
});
