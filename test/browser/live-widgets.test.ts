import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { counterRender } from './counter-cell.js';
import { useLab } from './lab.js';

describe('widgets in a running JupyterLab', function () {
  this.timeout(180_000);
  const suite = useLab();

  it('a slider moves twice, and the kernel answers both times', async () => {
    const cells = [
      `const slider = new IntSlider({ value: 3, max: 20, description: 'sample' });
const label = new Label();
slider.observe((change) => { label.value = 'now ' + change.new; }, 'value');
new VBox({ children: [slider, label] })`,
    ];
    const notebook = await suite.open('slider.ipynb', cells);
    await notebook.runAll();
    const handle = (await notebook.cell(0)).locator('.noUi-handle');
    await handle.waitFor();
    await handle.focus();
    for (const value of [4, 5]) {
      await notebook.page.keyboard.press('ArrowRight');
      await notebook.page.getByText(`now ${value}`).waitFor();
    }
    await notebook.screenshot('slider');
    assert.deepEqual(notebook.problems, []);
  });

  it('the slider of the first notebook repaints its picture while it is dragged', async function () {
    const data = resolve('notebooks/data');
    const notebook = await suite.open('drag.ipynb', [
      `const folder = ${JSON.stringify(data)};
const layer = (await openModel(folder + '/sunspots-keras2.h5')).layer('test_layer');
const X = await readArray(folder + '/sunspots-X.npy');
const reference = await readArray(folder + '/sunspots-h.npy');
const slider = new IntSlider({ value: 0, min: 0, max: 119, description: 'window' });
const picture = heatmap(layer.trace(X.pick(0)).f, { cmap: 'RdBu', vmin: 0, vmax: 1 });
slider.observe(({ new: sample }) => {
  const { f, h } = layer.trace(X.pick(sample as number));
  const { maxAbs } = compare(h, reference.pick(sample as number), { sample: sample as number });
  picture.setValues(f);
  picture.title = 'window ' + sample + ': ' + maxAbs.toExponential(2);
}, 'value');
new VBox({ children: [slider, picture] })`,
    ]);
    await notebook.runAll();
    const cell = await notebook.cell(0);
    const handle = cell.locator('.noUi-handle');
    await handle.waitFor();
    await cell.locator('canvas').first().waitFor();
    const [from, track] = [(await handle.boundingBox())!, (await cell.locator('.noUi-base').boundingBox())!]; // prettier-ignore
    const { page } = notebook;
    // A repaint is a frame in which the picture has another title than in the frame before.
    await page.evaluate(`(() => {
      window.repaints = [];
      let shown = '';
      (function look() {
        const title = /window \\d+: [\\d.e+-]+/.exec(document.querySelector('.gl-heatmap, .jp-OutputArea-output')?.textContent ?? '')?.[0] ?? '';
        if (title !== shown) window.repaints.push(performance.now());
        shown = title;
        requestAnimationFrame(look);
      })();
    })()`);
    const drag = async (share: number) => {
      const y = from.y + from.height / 2;
      await page.mouse.move(track.x + share * track.width, y);
    };
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    for (let k = 1; k <= 200; k++) await drag(0.5 - 0.5 * Math.cos((k * Math.PI) / 100));
    await page.mouse.up();
    const repaints = await page.evaluate(() => (window as unknown as { repaints: number[] }).repaints); // prettier-ignore
    assert.ok(repaints.length > 10, `${repaints.length} repaints`);
    const seconds = (repaints.at(-1)! - repaints[0]!) / 1000;
    // Told, not asserted: it is a figure of the machine, and of what else it has to do.
    const rate = ((repaints.length - 1) / seconds).toFixed(0);
    console.log(`      ${repaints.length} repaints, ${rate} a second`);
    assert.deepEqual(notebook.problems, []);
  });

  it('a heatmap is drawn with the colours of matplotlib', async () => {
    const notebook = await suite.open('heatmap.ipynb', [
      `heatmap([[0, 0.5, 1], [1, 0.5, 0]], { cmap: 'RdBu', title: 'six cells' })`,
    ]);
    await notebook.runAll();
    const canvas = (await notebook.cell(0)).locator('canvas').first();
    await canvas.waitFor();
    await notebook.screenshot('heatmap');
    const places = [
      [1 / 6, 0.75],
      [0.5, 0.75],
      [5 / 6, 0.75],
      [1 / 6, 0.25],
    ];
    const colors = await canvas.evaluate((element: HTMLCanvasElement, at) => {
      const context = element.getContext('2d')!;
      return at.map(([x, y]) => [
        ...context.getImageData(x! * element.width, y! * element.height, 1, 1).data,
      ]);
    }, places);
    // matplotlib's RdBu at 0, 0.5, 1, and 1 again above the 0: rows go upwards.
    assert.deepEqual(colors, [
      [103, 0, 31, 255],
      [246, 247, 247, 255],
      [5, 48, 97, 255],
      [5, 48, 97, 255],
    ]);
    assert.deepEqual(notebook.problems, []);
  });

  it('a view written in a cell speaks with the kernel, and is replaced when it is written anew', async () => {
    const cells = [
      `const Counter = customWidget('Counter', { count: 0 }, {
  ${counterRender},
});
const counter = new Counter({ count: 3 });
counter.observe(({ new: count }) => { if (count === 4) counter.count = 40; }, 'count');`,
      'counter',
      `customWidget('Counter', { count: 0 }, { esm: \`
export default { render({ model, el }: { model: any; el: HTMLElement }) { el.textContent = 'second view ' + model.get('count'); } };
\` });`,
    ];
    const notebook = await suite.open('custom.ipynb', cells);
    await notebook.runCells(0, 1);
    const shown = (await notebook.cell(1)).locator('.gatelab-custom');
    await shown.getByText('count is 3').click();
    await shown.getByText('count is 40').waitFor();
    await notebook.runCells(2);
    await shown.getByText('second view 40').waitFor();
    assert.equal(await shown.locator('button').count(), 0);
    assert.deepEqual(notebook.problems, []);
  });

  it('such a view exchanges bytes and messages, is cleaned up, and shows its failure in place', async () => {
    const cells = [
      `const Echo = customWidget('Echo', { bytes: Uint8Array.of(1, 2) }, {
  render({ model, el, document }) {
    const button = document.createElement('button');
    button.textContent = 'bytes ' + model.get('bytes').getUint8(1);
    button.onclick = () => {
      model.set('bytes', Uint8Array.of(5, 6));
      model.save_changes();
      model.send({ ask: 1 }, undefined, [Uint8Array.of(9).buffer]);
    };
    model.on('msg:custom', (content: { text: string }, buffers: DataView[]) => {
      button.textContent = content.text + ' ' + buffers[0]!.getUint8(0);
    });
    el.append(button);
    return () => { document.body.dataset.cleaned = 'yes'; };
  },
});
const echo = new Echo();
echo.onMessage(({ ask }, [bytes]) => echo.send({ text: 'answer ' + ask + ' for ' + echo.bytes }, [Uint8Array.of(bytes![0]! + 1)]));
echo`,
      `customWidget('Echo', { bytes: Uint8Array.of(1, 2) }, { render() { throw new Error('oh no'); } });`,
    ];
    const notebook = await suite.open('bytes.ipynb', cells);
    await notebook.runCells(0);
    const shown = (await notebook.cell(0)).locator('.gatelab-custom');
    await shown.getByText('bytes 2').click();
    await shown.getByText('answer 1 for 5,6 10').waitFor();
    await notebook.runCells(1);
    await shown.getByText('The view written in this notebook failed: Error: oh no').waitFor();
    assert.equal(await notebook.page.evaluate('document.body.dataset.cleaned'), 'yes');
    assert.deepEqual(notebook.problems, []);
  });

  it('interactive shows in its own place what its function makes', async () => {
    const cells = [
      `interactive(({ sample, gate }) => {
  console.log('printed', sample, gate);
  return heatmap([[0, sample / 9]], { title: gate, vmin: 0, vmax: 1 });
}, { sample: [0, 9], gate: ['input', 'forget'] })`,
    ];
    const notebook = await suite.open('interactive.ipynb', cells);
    await notebook.runAll();
    const cell = await notebook.cell(0);
    await cell.getByText('printed 4 input').waitFor();
    await cell
      .locator('select.widget-dropdown select, .widget-dropdown select')
      .selectOption('forget');
    await cell.getByText('printed 4 forget').waitFor();
    await cell.locator('svg .gl-title').getByText('forget').waitFor();
    assert.equal(await cell.locator('.gatelab-widget').count(), 1);
    await notebook.screenshot('interactive');
    assert.deepEqual(notebook.problems, []);
  });

  it('a page that is loaded again shows the same widgets, still alive', async () => {
    const cells = [
      `const slider = new IntSlider({ value: 3, description: 'step' });
const label = new Label();
slider.observe(({ new: value }) => { label.value = 'now ' + value; }, 'value');
new VBox({ children: [slider, label, heatmap([[0, 1]], { title: 'two cells' })] })`,
    ];
    const notebook = await suite.open('reload.ipynb', cells);
    await notebook.runAll();
    await (await notebook.cell(0)).locator('canvas').waitFor();
    await notebook.save();
    await notebook.reload();
    const cell = await notebook.cell(0);
    await cell.locator('canvas').waitFor();
    await cell.locator('.noUi-handle').focus();
    await notebook.page.keyboard.press('ArrowRight');
    await cell.getByText('now 4').waitFor();
    assert.deepEqual(notebook.problems, []);
  });
});
