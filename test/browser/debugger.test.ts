import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { useLab } from './lab.js';
import type { NotebookPage } from './notebook-page.js';

const GATES = `interface Gate { readonly weight: number }
function weigh(gate: Gate, input: number): number {
  const product: number = gate.weight * input;
  return product + 1;
}
weigh({ weight: 6 }, 7)`;

const SUM = `let sum = 0;
for (const n of [10, 20]) {
  sum += n;
}
sum`;

const THROWS = `function check(rate: number): void {
  if (rate > 1) throw new RangeError('the rate is ' + rate);
}
try { check(2) } catch {}
check(3)`;

describe('the debugger of a running JupyterLab', function () {
  this.timeout(180_000);
  const suite = useLab();

  const open = async (name: string, source: string): Promise<NotebookPage> => {
    const notebook = await suite.open(name, [source], { width: 1500 });
    const { page } = notebook;
    await turnOn(notebook);
    await page.locator('#jp-debugger-sidebar').waitFor();
    await page.locator('.jp-Notebook .cm-gutter.cm-breakpoint-gutter').waitFor();
    return notebook;
  };

  it('stops a cell at a breakpoint, shows its frame and its locals, and goes on', async () => {
    const notebook = await open('debug.ipynb', GATES);
    const { page } = notebook;
    await setBreakpoint(page, 4);

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
    const shown = await variablesShown(page);
    assert.deepEqual(shown, ['gate', 'Object', 'weight', '6', 'input', '7', 'product', '42']);
    assert.equal(await notebook.outputText(0), '');

    await press(page, 'continue');
    await ran;
    assert.equal((await notebook.outputText(0)).trim(), '43');
    await frame.first().waitFor({ state: 'detached' });
    assert.deepEqual(notebook.problems, []);
  });

  it('steps over lines while a variable changes in the panel', async () => {
    const notebook = await open('step.ipynb', SUM);
    const { page } = notebook;
    await setBreakpoint(page, 3);
    const ran = notebook.runAll();
    await lineIs(page, 3);
    await variableIs(page, 'sum', '0');
    await press(page, 'next');
    await lineIs(page, 2);
    await variableIs(page, 'sum', '10');
    await notebook.screenshot('debugger-step');
    await press(page, 'next');
    await lineIs(page, 3);
    await press(page, 'next');
    await variableIs(page, 'sum', '30');
    await press(page, 'continue');
    await ran;
    assert.equal((await notebook.outputText(0)).trim(), '30');
  });

  it('stops where an error is thrown that nothing catches', async () => {
    const notebook = await open('throws.ipynb', THROWS);
    const { page } = notebook;
    await notebook.command('debugger:pause-on-exceptions', { filter: 'uncaught' });
    const ran = notebook.runAll();
    await lineIs(page, 2);
    const variables = page.locator('.jp-DebuggerVariables');
    await variables.getByText('rate').first().waitFor();
    assert.deepEqual(await variablesShown(page), ['rate', '3']);
    await notebook.screenshot('debugger-exception');
    await press(page, 'continue');
    await ran;
    assert.match(await notebook.outputText(0), /RangeError: the rate is 3/);
  });

  it('is there again after the kernel was restarted', async () => {
    const notebook = await open('again.ipynb', GATES);
    const { page } = notebook;
    await setBreakpoint(page, 4);
    await notebook.restartKernel();
    const ran = notebook.runAll();
    await page.locator('.jp-DebuggerCallstackFrame').first().waitFor();
    await press(page, 'terminate');
    await ran;
    assert.equal((await notebook.outputText(0)).trim(), '43');
  });
});

/**
 * Turns the debugger on. Pressed while the front end is still getting to know the kernel, the button does nothing, or opens a panel that stays
 * without the notebook; there is no sign of when it is done.
 */
async function turnOn(notebook: NotebookPage): Promise<void> {
  const { page } = notebook;
  await page.waitForTimeout(3000);
  for (let isOn = false; !isOn; isOn = await notebook.isEnabled('debugger:pause-on-exceptions'))
    await page.locator('.jp-DebuggerBugButton').click();
}

/** Presses a button above the call stack. */
async function press(page: Page, command: string): Promise<void> {
  await page.locator(`#jp-debugger-sidebar [data-command="debugger:${command}"]`).click();
}

/** Waits until the code stands at a line, counted from one. */
async function lineIs(page: Page, line: number): Promise<void> {
  const place = page.locator('.jp-DebuggerCallstackFrame').first();
  await place.getByText(new RegExp(`:${line}$`)).waitFor();
}

/** Waits until a variable in the panel has a value. */
async function variableIs(page: Page, name: string, value: string): Promise<void> {
  let shown: string[] = [];
  for (let tries = 0; tries < 150; tries++) {
    shown = await variablesShown(page);
    if (shown[shown.indexOf(name) + 1] === value) return;
    await page.waitForTimeout(100);
  }
  assert.fail(`${name} is not ${value}: ${shown.join(' ')}`);
}

/** Names and values in the panel, one after another. */
async function variablesShown(page: Page): Promise<string[]> {
  const body = page.locator('.jp-DebuggerVariables-body').first();
  return (await body.innerText()).split('\n');
}

/** Clicks the gutter left of a cell's lines. It moves while the sidebar opens: a click beside it is made again. */
async function setBreakpoint(page: Page, line: number): Promise<void> {
  const gutter = page.locator('.jp-Notebook .cm-gutter.cm-breakpoint-gutter');
  const text = page.locator('.jp-Notebook .cm-line').nth(line - 1);
  const listed = page.locator('.jp-DebuggerBreakpoint');
  for (let tries = 0; tries < 3 && !(await listed.isVisible()); tries++) {
    const [row, column] = [await text.boundingBox(), await gutter.boundingBox()];
    assert.ok(row && column);
    await page.mouse.click(column.x + column.width / 2, row.y + row.height / 2);
    await listed.waitFor({ timeout: 10_000 }).catch(() => undefined);
  }
  await listed.waitFor();
}
