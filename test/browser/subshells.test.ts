import assert from 'node:assert/strict';
import { useLab } from './lab.js';

const WAITS = `await new Promise<void>((resolve) => {
  slider.observe(({ new: value }) => { if (value > 4) resolve(); }, 'value');
});
'let go at ' + slider.value`;

describe('while a cell awaits', function () {
  this.timeout(120_000);
  const suite = useLab();

  it('widgets answer and a console of its own runs: the cell ends by their doing', async () => {
    const cells = [
      "const slider = new IntSlider({ value: 3, description: 'step' });\nslider",
      WAITS,
    ];
    const notebook = await suite.open('waits.ipynb', cells, { width: 1500 });
    const { page } = notebook;
    const ran = notebook.runAll();
    const handle = page.locator('.noUi-handle').first();
    await handle.waitFor();
    await page.getByText('[*]:').first().waitFor();

    await notebook.command('notebook:create-subshell-console');
    const console = page.locator('.jp-CodeConsole-content');
    // The banner comes with the subshell; what is typed before is not run.
    await console.getByText(/^gatelab/).waitFor();
    const prompt = page.locator('.jp-CodeConsole-promptCell .cm-content');
    await prompt.click();
    await page.keyboard.type('slider.value * 100');
    await page.keyboard.press('Shift+Enter');
    await console.getByText('300').waitFor();

    await handle.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await ran;
    await notebook.screenshot('subshell');
    await page.getByText("'let go at 5'").waitFor();
    assert.deepEqual(notebook.problems, []);
  });
});
