// Every standard control, made in a TypeScript cell, moved by hand in JupyterLab, and its new value as the kernel has it.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { useLab } from './lab.js';

/** How a control is made, moved, and what the kernel hears. */
interface Control {
  readonly make: string;
  readonly move: (view: Locator) => Promise<unknown>;
  readonly heard: unknown;
  /** The trait that is heard of. */
  readonly trait?: string;
}

const right = (view: Locator) => view.locator('.noUi-handle').first().press('ArrowRight');
const type = (text: string) => async (view: Locator) => {
  const field = view.locator('input:not([type=color]), textarea').first();
  // Key by key: a field that is filled at once does not tell that it was changed.
  await field.selectText();
  await field.pressSequentially(text);
  await field.press('Tab');
};
const set = (text: string) => (view: Locator) => view.locator('input, textarea').first().fill(text);
const add = (text: string) => async (view: Locator) => {
  // The field appears when somebody clicks beside the tags.
  await view.dispatchEvent('click');
  const field = view.locator('input.jupyter-widget-taginput');
  await field.pressSequentially(text);
  await field.press('Tab');
};
const choose =
  (...labels: string[]) =>
  (view: Locator) =>
    view.locator('select').selectOption(labels);
const press = (name: string) => (view: Locator) => view.getByText(name, { exact: true }).click();

const abc = `options: ['a', 'b', 'c']`;
const controls: Readonly<Record<string, Control>> = {
  IntSlider: { make: 'value: 3', move: right, heard: 4 },
  FloatSlider: { make: 'value: 1, step: 0.5', move: right, heard: 1.5 },
  FloatLogSlider: { make: 'value: 10, step: 1', move: right, heard: 100 },
  IntRangeSlider: { make: 'value: [2, 7]', move: right, heard: [3, 7] },
  FloatRangeSlider: { make: 'value: [2, 7], step: 0.5', move: right, heard: [2.5, 7] },
  SelectionSlider: { make: abc, move: right, heard: 'b' },
  SelectionRangeSlider: { make: abc + ', index: [0, 2]', move: right, heard: ['b', 'c'] },
  IntText: { make: 'value: 5', move: type('6'), heard: 6 },
  FloatText: { make: 'value: 5', move: type('6.5'), heard: 6.5 },
  BoundedIntText: { make: 'value: 5, max: 9', move: type('12'), heard: 9 },
  BoundedFloatText: { make: 'value: 5, max: 9', move: type('8.5'), heard: 8.5 },
  Text: { make: '', move: type('new'), heard: 'new' },
  Textarea: { make: '', move: set('new'), heard: 'new' },
  Password: { make: '', move: type('new'), heard: 'new' },
  Combobox: { make: abc, move: type('free'), heard: 'free' },
  Dropdown: { make: abc, move: choose('b'), heard: 'b' },
  Select: { make: abc, move: choose('c'), heard: 'c' },
  SelectMultiple: { make: abc, move: choose('a', 'c'), heard: ['a', 'c'] },
  RadioButtons: { make: abc, move: press('b'), heard: 'b' },
  ToggleButtons: { make: abc, move: press('b'), heard: 'b' },
  ToggleButton: { make: `description: 'on'`, move: press('on'), heard: true },
  Checkbox: {
    make: `description: 'tick'`,
    move: (view) => view.locator('input').check(),
    heard: true,
  },
  ColorPicker: { make: `value: 'blue'`, move: type('red'), heard: 'red' },
  DatePicker: { make: '', move: set('2024-02-03'), heard: new Date(2024, 1, 3) },
  Time: {
    make: '',
    move: set('10:20'),
    heard: { hours: 10, minutes: 20, seconds: 0, milliseconds: 0 },
  },
  NaiveDatetime: { make: '', move: set('2024-02-03T10:20'), heard: new Date(2024, 1, 3, 10, 20) },
  Datetime: { make: '', move: set('2024-02-03T10:20'), heard: new Date(2024, 1, 3, 10, 20) },
  TagsInput: { make: `value: ['a']`, move: add('b'), heard: ['a', 'b'] },
  ColorsInput: { make: `value: ['red']`, move: add('green'), heard: ['red', 'green'] },
  IntsInput: { make: 'value: [1]', move: add('2'), heard: [1, 2] },
  FloatsInput: { make: 'value: [1.5]', move: add('2.5'), heard: [1.5, 2.5] },
  Tab: {
    make: `children: [new Text(), new Text()], titles: ['A', 'B']`,
    move: press('B'),
    heard: 1,
    trait: 'selected_index',
  },
  Accordion: {
    make: `children: [new Text(), new Text()], titles: ['C', 'D']`,
    move: press('D'),
    heard: 1,
    trait: 'selected_index',
  },
  Play: {
    make: 'interval: 50, max: 1',
    move: (view) => view.locator('button').first().click(),
    heard: 1,
  },
};

/** Those that only show something, with what is seen when the kernel changes it. */
const shows: Readonly<Record<string, readonly [make: string, change: string, seen: string]>> = {
  Label: [`value: 'old'`, `value = 'new'`, 'text=new'],
  HTML: [`value: 'old'`, `value = '<b>new</b>'`, 'b:text("new")'],
  HTMLMath: [`value: 'old'`, `value = '$x^2$'`, 'mjx-container, .MathJax'],
  Valid: [`value: true`, `value = false`, '.fa-times'],
  IntProgress: ['value: 10', 'value = 50', '.progress-bar[style*="width: 50%"]'],
  FloatProgress: ['value: 10', 'value = 2.5', '.progress-bar[style*="width: 2.5%"]'],
  Stack: [
    `children: [new Label({ value: 'one' }), new Label({ value: 'two' })], selected_index: 0`,
    'selected_index = 1',
    'text=two',
  ],
  Box: [`children: []`, `children = [new Label({ value: 'inside' })]`, 'text=inside'],
  GridBox: [`children: []`, `children = [new Label({ value: 'inside' })]`, 'text=inside'],
  HBox: [`children: []`, `children = [new Label({ value: 'inside' })]`, 'text=inside'],
  Output: [``, `appendText('printed')`, 'text=printed'],
  Image: [
    `format: 'svg+xml'`,
    `value = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')`,
    'xpath=self::img[starts-with(@src, "blob:")]',
  ],
  Controller: ['', 'index = 0', 'text=gamepad'],
};

const source = `const told = new Label();
const controls = {
${Object.entries(controls)
  .map(([name, { make }]) => `  ${name}: new ${name}({ ${make} }),`)
  .join('\n')}
};
const traits: Record<string, string> = ${JSON.stringify(Object.fromEntries(Object.entries(controls).flatMap(([name, { trait }]) => (trait ? [[name, trait]] : []))))};
for (const [name, control] of Object.entries(controls) as unknown as [string, Widget][]) {
  control.set({ _dom_classes: ['t-' + name] });
  control.observe(({ new: value }) => { told.value = name + ' ' + JSON.stringify(value); }, traits[name] ?? 'value');
}
const go = new Button({ description: 'go', _dom_classes: ['t-Button'] });
go.onClick(() => { told.value = 'Button clicked'; });
const upload = new FileUpload({ _dom_classes: ['t-FileUpload'] });
upload.observe(({ new: [file] }) => { told.value = 'FileUpload ' + file.name + ' ' + new TextDecoder().decode(file.content); }, 'value');
const all = [...Object.values(controls), go, upload];
const half = Math.ceil(all.length / 2);
new VBox({ children: [told, new HBox({ children: [new VBox({ children: all.slice(0, half) }), new VBox({ children: all.slice(half) })] })] })`;

const showing = `const shown = {
${Object.entries(shows)
  .map(
    ([name, [make]]) =>
      `  ${name}: new ${name}({ ${make}${make && ','} _dom_classes: ['t-${name}'] }),`,
  )
  .join('\n')}
};
new VBox({ children: Object.values(shown) })`;
const changing = Object.entries(shows)
  .map(([name, [, change]]) => `shown.${name}.${change};`)
  .join('\n');

describe('the standard controls in a running JupyterLab', function () {
  this.timeout(240_000);
  const suite = useLab();

  it('each is moved in the browser, and the kernel has the value', async () => {
    const notebook = await suite.open('controls.ipynb', [source], { height: 2000 });
    await notebook.runAll();
    const output = (await notebook.cell(0)).locator('.jp-OutputArea-output');
    const view = (name: string) => output.locator(`.t-${name}`);
    assert.equal(await output.locator('pre').allInnerTexts().then(String), '', 'no error');
    await view('FileUpload').waitFor();
    for (const [name, { move, heard }] of Object.entries(controls)) {
      await move(view(name));
      await output
        .getByText(`${name} ${JSON.stringify(heard)}`, { exact: true })
        .waitFor()
        .catch(async (error: Error) => {
          assert.fail(
            `${name}: heard ${await output.locator('.widget-label').first().innerText()}: ${error.message}`,
          );
        });
    }
    await view('Button').click();
    await output.getByText('Button clicked').waitFor();
    const file = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('content') };
    const asked = notebook.page.waitForEvent('filechooser');
    await view('FileUpload').click();
    await (await asked).setFiles(file);
    await output.getByText('FileUpload a.txt content').waitFor();
    await notebook.screenshot('controls');
    assert.deepEqual(notebook.problems, []);
  });

  it('each that shows something follows the kernel', async () => {
    const notebook = await suite.open('shows.ipynb', [showing, changing], { height: 1200 });
    await notebook.runAll();
    for (const [name, [, , seen]] of Object.entries(shows)) {
      await notebook.page
        .locator(`.jp-OutputArea-output .t-${name}`)
        .locator(seen)
        .first()
        .waitFor();
    }
    await notebook.screenshot('controls-shown');
    assert.deepEqual(notebook.problems, []);
  });
});
