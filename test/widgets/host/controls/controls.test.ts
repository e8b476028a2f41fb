import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import * as host from '../../../../widgets/host/index.js';
import { connectWidgets } from '../../../../widgets/host/core/registry.js';
import { FakeFrontEnd } from '../core/fake-front-end.js';

const {
  Button,
  Dropdown,
  FileUpload,
  IntSlider,
  Label,
  Output,
  SelectMultiple,
  SelectionRangeSlider,
} = host;

describe('standard controls', () => {
  let front: FakeFrontEnd;
  const shown: unknown[] = [];
  beforeEach(() => {
    front = new FakeFrontEnd();
    shown.length = 0;
    connectWidgets(front, {
      currentRequest: () => 'request-1',
      show: (value) => shown.push(value),
    });
  });
  afterEach(() => connectWidgets(undefined));

  const update = (state: object) => ({ data: { method: 'update', state, buffer_paths: [] } });

  it('every model of the published schema has a class with the same traits and defaults', () => {
    const require = createRequire(import.meta.url);
    const schema = require('@jupyter-widgets/schema/jupyterwidgetmodels.latest.json') as {
      model: { name: string };
      attributes: { name: string; default: unknown; type: unknown }[];
    }[];
    const classes = new Map(
      Object.values(host).flatMap((value) => {
        if (typeof value !== 'function' || !(value.prototype instanceof host.Widget)) return [];
        const made = new (value as new () => host.Widget)();
        return [[made.spec.model._model_name, made] as const];
      }),
    );
    for (const { model, attributes } of schema) {
      if (model.name === 'DOMWidgetModel') continue;
      const state = classes.get(model.name)?.wireState();
      assert.ok(state, `${model.name} has a class`);
      for (const attribute of attributes) {
        assert.ok(attribute.name in state, `${model.name}.${attribute.name}`);
        if (attribute.type === 'reference') continue;
        const expected = attribute.type === 'bytes' ? new Uint8Array() : attribute.default;
        assert.deepEqual(state[attribute.name], expected, `${model.name}.${attribute.name}`);
      }
    }
  });

  it('Dropdown sends labels and an index, and keeps the values', async () => {
    const dropdown = new Dropdown({ options: { one: 1, two: 2 }, value: 2 });
    const state = front.take().at(-1)!.data.state as Record<string, unknown>;
    assert.deepEqual(state._options_labels, ['one', 'two']);
    assert.equal(state.index, 1);
    assert.equal('value' in state, false);
    const seen: unknown[] = [];
    dropdown.observe(({ old, new: now }) => seen.push([old, now]), 'value');
    await front.says(dropdown.modelId, update({ index: 0 }));
    assert.deepEqual([dropdown.value, dropdown.label, seen], [1, 'one', [[2, 1]]]);
    dropdown.value = 2;
    assert.equal(dropdown.index, 1);
    assert.throws(() => (dropdown.value = 7), /7 is none of the options: one, two/);
  });

  it('new options start at the first of them', () => {
    const dropdown = new Dropdown({ options: ['a', 'b'], value: 'b' });
    dropdown.options = ['x', 'y'];
    assert.deepEqual([dropdown.value, dropdown.index], ['x', 0]);
  });

  it('SelectMultiple and SelectionRangeSlider have lists of values', () => {
    const several = new SelectMultiple({ options: ['a', 'b', 'c'], value: ['a', 'c'] });
    assert.deepEqual(several.index, [0, 2]);
    const range = new SelectionRangeSlider({ options: ['a', 'b', 'c'], index: [1, 2] });
    assert.deepEqual(range.value, ['b', 'c']);
  });

  it('layout.border stands for the borders of all four sides, as in ipywidgets', () => {
    const output = new Output({ layout: { border: '1px solid black' } });
    assert.equal(output.layout.border_left, '1px solid black');
    assert.equal(output.layout.border, '1px solid black');
    output.layout.border_top = null;
    assert.equal(output.layout.border, null);
    output.layout.border = '2px solid';
    assert.equal(output.layout.border_top, '2px solid');
  });

  it('FileUpload has files with their bytes', async () => {
    const upload = new FileUpload();
    const content = new DataView(Uint8Array.of(1, 2).buffer);
    const file = { name: 'a', type: 'text/plain', size: 2, last_modified: 1000, content };
    await front.says(upload.modelId, update({ value: [file] }));
    const [got] = upload.value;
    assert.deepEqual([got?.name, got?.content], ['a', Uint8Array.of(1, 2)]);
    assert.equal(got?.last_modified.getTime(), 1000);
    assert.deepEqual((upload.wireState(['value']).value as object[])[0], {
      ...file,
      content: Uint8Array.of(1, 2),
    });
  });

  it('Button calls its handlers at a click', async () => {
    const button = new Button({ description: 'go' });
    let clicks = 0;
    const stop = button.onClick(() => clicks++);
    const click = { data: { method: 'custom', content: { event: 'click' } } };
    await front.says(button.modelId, click);
    stop();
    await front.says(button.modelId, click);
    assert.equal(clicks, 1);
  });

  it('link keeps two traits equal both ways until it is undone', () => {
    const [slider, other] = [new IntSlider({ value: 3 }), new IntSlider()];
    const tie = host.link([slider, 'value'], [other, 'value']);
    assert.equal(other.value, 3);
    other.value = 9;
    assert.equal(slider.value, 9);
    tie.unlink();
    slider.value = 1;
    assert.equal(other.value, 9);
  });

  it('dlink transforms on the way', () => {
    const [slider, label] = [new IntSlider({ value: 3 }), new Label()];
    host.dlink([slider, 'value'], [label, 'value'], (value: number) => `sample ${value}`);
    slider.value = 4;
    assert.equal(label.value, 'sample 4');
  });

  it('jslink refers to both widgets and needs no kernel', () => {
    const [slider, other] = [new IntSlider(), new IntSlider()];
    front.take();
    host.jslink([slider, 'value'], [other, 'max']);
    const state = front.take()[0]!.data.state as Record<string, unknown>;
    assert.equal(state._model_name, 'LinkModel');
    assert.deepEqual(state.source, [`IPY_MODEL_${slider.modelId}`, 'value']);
    assert.deepEqual(state.target, [`IPY_MODEL_${other.modelId}`, 'max']);
  });

  it('Output catches what runs inside capture by the id of its request', async () => {
    const output = new Output();
    front.take();
    await output.capture(async () => {
      assert.equal(output.msg_id, 'request-1');
      await new Promise((resolve) => setImmediate(resolve));
    });
    assert.deepEqual(
      front.take().map((sent) => sent.data.state),
      [{ msg_id: 'request-1' }, { msg_id: '' }],
    );
    output.appendText('hello\n');
    assert.deepEqual(output.outputs, [{ output_type: 'stream', name: 'stdout', text: 'hello\n' }]);
  });

  it('interactive makes fitting controls and runs again when one moves', async () => {
    const calls: unknown[] = [];
    const made = host.interactive(
      ({ n, x, flag, gate }) => {
        calls.push([n, x, flag, gate]);
        return gate;
      },
      { n: [0, 9], x: 0.5, flag: true, gate: ['i', 'f'] },
    );
    const [n, x] = made.children;
    assert.equal(n!.spec.name, 'IntSlider');
    assert.equal(x!.spec.name, 'FloatSlider');
    assert.equal((n as host.IntSlider).description, 'n');
    await front.says(n!.modelId, update({ value: 7 }));
    assert.deepEqual(calls, [
      [4, 0.5, true, 'i'],
      [7, 0.5, true, 'i'],
    ]);
    assert.deepEqual(shown, ['i', 'i']);
  });

  it('interactive closes what its function made the last time', async () => {
    const made = host.interactive(() => new Label(), { n: [0, 9] });
    const first = shown[0] as host.Label;
    await front.says(made.children[0]!.modelId, update({ value: 7 }));
    assert.throws(() => first.modelId, /was closed/);
    assert.ok((shown[1] as host.Label).modelId);
  });
});
