import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { useLab } from './lab.js';

const SOURCE = `interface Gate { readonly weight: number }
function weigh(gate: Gate, input: number): number {
  const product: number = gate.weight * input;
  return product + 1;
}
weigh({ weight: 6 }, 7)`;

/** The line that the test stops at, counted from one. */
const STOP_LINE = 4;

describe('the debugger of a running JupyterLab', function () {
  this.timeout(180_000);
  const suite = useLab();

  it('stops a cell at a breakpoint, shows its frame and its locals, and goes on', async () => {
    const notebook = await suite.open('debug.ipynb', [SOURCE], { width: 1500 });
    const { page } = notebook;
    await page.locator('.jp-DebuggerBugButton').click();
    await setBreakpoint(page, STOP_LINE);
    await page.locator('.jp-DebuggerBreakpoint').waitFor();

    // Not awaited here: the command ends with the cell, and the cell waits for us.
    const ran = notebook.runAll();
    const frame = page.locator('.jp-DebuggerCallstackFrame');
    await frame.first().waitFor();
    assert.match(await frame.first().innerText(), /^weigh/);
    const variables = page.locator('.jp-DebuggerVariables');
    await variables.getByText('product').first().waitFor();
    await variables.getByText('gate').first().click();
    await variables.getByText('weight').first().waitFor();
    await notebook.screenshot('debugger');
    const shown = (await variables.locator('.jp-DebuggerVariables-body').first().innerText()).split(
      '\n',
    );
    assert.deepEqual(shown, ['gate', 'Object', 'weight', '6', 'input', '7', 'product', '42']);
    assert.equal(await notebook.outputText(0), '');

    await page.locator('#jp-debugger-sidebar [data-command="debugger:continue"]').click();
    await ran;
    assert.equal((await notebook.outputText(0)).trim(), '43');
    await frame.first().waitFor({ state: 'detached' });
    assert.deepEqual(notebook.problems, []);
  });
});

/** Clicks the gutter that appears left of a cell's lines once the debugger is on. */
async function setBreakpoint(page: Page, line: number): Promise<void> {
  const gutter = page.locator('.jp-Notebook .cm-gutter.cm-breakpoint-gutter');
  await gutter.waitFor();
  const text = await page
    .locator('.jp-Notebook .cm-line')
    .nth(line - 1)
    .boundingBox();
  const column = await gutter.boundingBox();
  assert.ok(text && column);
  await page.mouse.click(column.x + column.width / 2, text.y + text.height / 2);
}
