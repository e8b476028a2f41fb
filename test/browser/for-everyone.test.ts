// All views in a real JupyterLab in its dark theme, with names that look like markup.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { violations } from './axe.js';
import { useLab } from './lab.js';

const data = join(import.meta.dirname, '..', '..', 'notebooks', 'data');
const cells = [
  `const name = '<img src=x onerror="window.harmed = true">';
const model = await openModel(${JSON.stringify(join(data, 'sunspots-keras2.h5'))});
const trace = model.layer('test_layer').trace((await readArray(${JSON.stringify(join(data, 'sunspots-X.npy'))})).pick(114));
const reference = (await readArray(${JSON.stringify(join(data, 'sunspots-h.npy'))})).pick(114);
heatmap(trace.f, { title: name, xlabel: name, ylabel: name, rowNames: Array(30).fill(name) })`,
  `errorTable(compare(trace.h, reference), { title: name })`,
  `cellDiagram(trace, { unit: 7, step: 100, title: name })`,
  `lines({ [name]: [1, 2, 3] }, { title: name })`,
  `tokens([name, '<b>b</b>'], [0.1, -0.5], { title: name })`,
  `weightMaps(model.layer('test_layer').weights.U, { name })`,
];

describe('all views in a dark JupyterLab', function () {
  this.timeout(180_000);
  const suite = useLab();

  it('show names as text, and axe finds nothing wrong', async () => {
    const notebook = await suite.open('dark.ipynb', cells, { colorScheme: 'dark', height: 4000 });
    await notebook.runAll();
    const { page } = notebook;
    const views = page.locator('.gatelab-widget');
    await views.nth(cells.length - 1).waitFor();
    for (const view of await views.all()) {
      await view.getByText('<img src=x').first().waitFor();
      assert.equal(await view.locator('img').count(), 0);
    }
    // The tooltip too.
    await views
      .first()
      .locator('.gl-stage')
      .hover({ position: { x: 300, y: 120 } });
    await views.first().locator('.gl-tooltip').getByText('<img src=x').waitFor();
    await notebook.screenshot('all-views-dark');
    assert.deepEqual(await violations(page), []);
    assert.equal(await page.evaluate('window.harmed'), undefined);
    assert.deepEqual(notebook.problems, []);
  });
});
