import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { useLab } from './lab.js';
import { collectGarbage, measureMemory, memoryCell } from './memory.js';
import { countWidgets } from './widget-counts.js';

/** Everything a picture says: title and the numbers along its axes and its colour bar. */
const textsOf = (view: Locator): Promise<string[]> => view.locator('svg text').allTextContents();

/** Waits until both views say the same, and something else than before; gives that. */
async function newTexts(views: readonly Locator[], before: readonly string[]): Promise<string[]> {
  const handles = await Promise.all(views.map((view) => view.elementHandle()));
  await views[0]!.page().waitForFunction(
    ([nodes, old]) => {
      const [one, other] = nodes.map((node) =>
        [...node!.querySelectorAll('svg text')].map((text) => text.textContent).join(),
      );
      return one === other && one !== old;
    },
    [handles, before.join()] as const,
  );
  return textsOf(views[0]!);
}

/** The outline of the selection. */
const frameOf = (view: Locator): Promise<string | null> =>
  view.locator('.gl-selection path').first().getAttribute('d');

describe('views and models in a running JupyterLab', function () {
  this.timeout(300_000);
  const suite = useLab();

  it('two views of one heatmap follow each other in selection, zoom and colour limits', async () => {
    const cells = [
      `const rows = [0, 1, 2, 3].map((row) => [0, 1, 2, 3, 4, 5, 6, 7].map((column) => row + column));
const shown = heatmap(rows, { title: 'one model', width: 800, height: 200 });
const told = new Label();
shown.observe(() => { told.value = JSON.stringify([shown.selection, shown.xlim !== null, shown.vmax !== null]); });
told`,
      'shown',
      'shown',
    ];
    const notebook = await suite.open('views.ipynb', cells);
    await notebook.runAll();
    const first = (await notebook.cell(1)).locator('.gatelab-widget');
    const second = (await notebook.cell(2)).locator('.gatelab-widget');
    await first.locator('.gl-stage canvas').waitFor();
    await second.locator('.gl-stage canvas').waitFor();
    const whole = await textsOf(second);
    assert.deepEqual(await textsOf(first), whole);

    await first.locator('.gl-stage').click({ position: { x: 250, y: 100 } });
    await second.locator('.gl-selection').waitFor({ state: 'attached' });
    assert.equal(await frameOf(second), await frameOf(first));

    await second.locator('.gl-stage').focus();
    await notebook.page.keyboard.press('+');
    const zoomed = await newTexts([first, second], whole);

    // The upper part of the colour bar of the first view, dragged down, moves the upper limit.
    const box = (await first.locator('.gl-bar > rect').first().boundingBox())!;
    const bar = { x: box.x + box.width / 2, y: box.y + 10 };
    await notebook.page.mouse.move(bar.x, bar.y);
    await notebook.page.mouse.down();
    await notebook.page.mouse.move(bar.x, bar.y + 40, { steps: 4 });
    await notebook.page.mouse.up();
    await newTexts([first, second], zoomed);
    await notebook.screenshot('two-views');

    // Row 1 and column 2 are under the click; the kernel has heard of all three.
    const heard = '[{"rows":[1,2],"columns":[2,3]},true,true]';
    await (await notebook.cell(0)).getByText(heard).waitFor();
    assert.deepEqual(notebook.problems, []);
  });

  it('a cell that is run a hundred times leaves no widget and no memory behind, a cleared one no view', async () => {
    const cells = [
      `const wave = (i: number) => Array.from({ length: 1000 }, (_, j) => Math.sin(i * j));
heatmap(Array.from({ length: 100 }, (_, i) => wave(i)), { title: 'again', height: 160 })`,
      memoryCell,
    ];
    const notebook = await suite.open('again.ipynb', cells);
    const { page } = notebook;
    const run = async (times: number): Promise<void> => {
      for (let n = 0; n < times; n++) await notebook.runCells(0);
      await page.locator('.gatelab-widget canvas').waitFor();
    };
    await run(10);
    const [once, before] = [await countWidgets(page), await measureMemory(notebook, 1)];
    assert.ok(once.comms > 0 && once.models > 0);
    await run(90);
    assert.deepEqual(await countWidgets(page), once);
    const after = await measureMemory(notebook, 1);
    // Ninety times the numbers of one picture.
    const leaked = 90 * 100 * 1000 * Float64Array.BYTES_PER_ELEMENT;
    const grown = { page: after.page - before.page, kernel: after.kernel - before.kernel };
    assert.ok(grown.page < leaked / 10, `${grown.page} bytes more in the page`);
    assert.ok(grown.kernel < leaked / 5, `${grown.kernel} bytes more in the kernel`);

    await page.evaluate(
      `window.shown = new WeakRef(document.querySelector('.gatelab-widget canvas'))`,
    );
    await notebook.command('notebook:clear-all-cell-outputs');
    await page.locator('.gatelab-widget').waitFor({ state: 'detached' });
    // What is drawn or focused in this moment goes a little later.
    const isThere = () => page.evaluate('window.shown.deref() !== undefined');
    for (let n = 0; n < 10 && (await isThere()); n++) {
      await page.waitForTimeout(200);
      await collectGarbage(notebook);
    }
    assert.equal(await isThere(), false);
    assert.deepEqual(notebook.problems, []);
  });
});
