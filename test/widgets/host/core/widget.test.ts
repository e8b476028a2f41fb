import assert from 'node:assert/strict';
import { HBox, IntRangeSlider, IntSlider } from '../../../../widgets/host/index.js';
import { closeWidgetsOf, connectWidgets } from '../../../../widgets/host/core/registry.js';
import { FakeFrontEnd } from './fake-front-end.js';

describe('a widget on the kernel side', () => {
  let front: FakeFrontEnd;
  let cell: string | undefined;
  beforeEach(() => {
    front = new FakeFrontEnd();
    cell = undefined;
    connectWidgets(front, { currentCell: () => cell });
  });
  afterEach(() => connectWidgets(undefined));

  const update = (state: object) => ({ data: { method: 'update', state, buffer_paths: [] } });

  it('opens layout and style before itself, and refers to them', () => {
    new IntSlider({ value: 3, min: 1, max: 9 });
    const [layout, style, slider] = front.take();
    assert.equal((layout!.data.state as { _model_name: string })._model_name, 'LayoutModel');
    assert.equal((style!.data.state as { _model_name: string })._model_name, 'SliderStyleModel');
    assert.deepEqual(slider!.metadata, { version: '2.1.0' });
    assert.equal(slider!.target, 'jupyter.widget');
    const state = slider!.data.state as Record<string, unknown>;
    assert.equal(state.layout, `IPY_MODEL_${layout!.comm}`);
    assert.equal(state.style, `IPY_MODEL_${style!.comm}`);
    assert.deepEqual([state.value, state.min, state.max], [3, 1, 9]);
    assert.equal(state._view_module_version, '2.0.0');
    assert.equal(state._view_count, null);
  });

  it('set(values) sends one update with all of them', () => {
    const slider = new IntSlider();
    front.take();
    slider.set({ value: 7, description: 'sample' });
    assert.deepEqual(
      front.take().map((sent) => sent.data),
      [{ method: 'update', state: { value: 7, description: 'sample' }, buffer_paths: [] }],
    );
  });

  it('a value from the front end is echoed and observed, but not sent back', async () => {
    const slider = new IntSlider();
    const seen: unknown[] = [];
    slider.observe(({ name, old, new: now }) => seen.push([name, old, now]), 'value');
    front.take();
    await front.says(slider.modelId, update({ value: 12 }));
    assert.equal(slider.value, 12);
    assert.deepEqual(seen, [['value', 0, 12]]);
    assert.deepEqual(
      front.take().map((sent) => sent.data.method),
      ['echo_update'],
    );
  });

  it('a value that an observer corrects is sent back', async () => {
    const slider = new IntSlider();
    slider.observe(({ new: now }) => (slider.value = now - (now % 10)), 'value');
    front.take();
    await front.says(slider.modelId, update({ value: 17 }));
    const [echo, correction] = front.take();
    assert.equal(echo!.data.method, 'echo_update');
    assert.deepEqual(correction!.data.state, { value: 10 });
  });

  it('handling a message lasts until asynchronous observers have settled', async () => {
    const slider = new IntSlider();
    let done = false;
    slider.observe(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      done = true;
    }, 'value');
    await front.says(slider.modelId, update({ value: 2 }));
    assert.equal(done, true);
  });

  it('unobserve(handler) takes an observer back', async () => {
    const slider = new IntSlider();
    let calls = 0;
    const count = () => calls++;
    slider.observe(count, 'value');
    slider.unobserve(count, 'value');
    slider.value = 5;
    assert.equal(calls, 0);
  });

  it('answers request_state with its whole state', async () => {
    const slider = new IntSlider({ value: 4 });
    front.take();
    await front.says(slider.modelId, { data: { method: 'request_state' } });
    const [reply] = front.take();
    assert.equal(reply!.data.method, 'update');
    assert.equal((reply!.data.state as Record<string, unknown>).value, 4);
    assert.equal((reply!.data.state as Record<string, unknown>)._model_name, 'IntSliderModel');
  });

  it('answers request_states on the control comm with all open widgets', async () => {
    const slider = new IntSlider({ value: 4 });
    front.opens('jupyter.widget.control', 'control', { metadata: { version: '1.0.0' } });
    front.take();
    await front.says('control', { data: { method: 'request_states' } });
    const [reply] = front.take();
    const states = reply!.data.states as Record<string, { state: { value: number } }>;
    assert.equal(reply!.data.method, 'update_states');
    assert.equal(Object.keys(states).length, 3);
    assert.equal(states[slider.modelId]!.state.value, 4);
  });

  it('keeps values inside the limits', () => {
    const slider = new IntSlider({ value: 50 });
    slider.max = 20;
    assert.equal(slider.value, 20);
    assert.equal(new IntSlider({ value: 500 }).value, 100);
    assert.deepEqual(new IntRangeSlider({ value: [-5, 30] }).value, [0, 30]);
  });

  it('refuses values of the wrong kind and unknown traits by name', () => {
    assert.throws(() => new IntSlider({ value: '3' as never }), /IntSlider.value must be a number/);
    assert.throws(() => new IntSlider({ valu: 3 } as never), /IntSlider has no "valu"; it has/);
  });

  it('boxes refer to their children', () => {
    const slider = new IntSlider();
    const box = new HBox({ children: [slider], layout: { width: '50%' } });
    const opened = front.take().at(-1)!;
    assert.deepEqual((opened.data.state as { children: string[] }).children, [
      `IPY_MODEL_${slider.modelId}`,
    ]);
    assert.equal(box.layout.width, '50%');
  });

  it('the widgets of a cell are closed when it runs again, unless they are kept', () => {
    cell = 'a';
    const slider = new IntSlider();
    const kept = new IntSlider().keep();
    front.take();
    closeWidgetsOf('a');
    const closed = front.take().filter((sent) => sent.type === 'close');
    assert.equal(closed.length, 3);
    assert.throws(() => slider.modelId, /was closed/);
    kept.value = 3;
    assert.equal(front.take().length, 1);
  });

  it('is closed when the front end closes it', () => {
    const slider = new IntSlider();
    front.closes(slider.modelId);
    assert.throws(() => slider.modelId, /was closed/);
  });

  it('shows a widget view beside text', () => {
    const slider = new IntSlider({ value: 3 });
    const bundle = slider[Symbol.for('Jupyter.display') as never] as unknown as () => object;
    assert.deepEqual(bundle.call(slider), {
      'application/vnd.jupyter.widget-view+json': {
        version_major: 2,
        version_minor: 0,
        model_id: slider.modelId,
      },
      'text/plain': 'IntSlider(value=3)',
    });
  });

  it('works as a plain object where no notebook is connected', () => {
    connectWidgets(undefined);
    const slider = new IntSlider({ value: 3 });
    slider.value = 4;
    assert.equal(slider.value, 4);
    assert.throws(() => slider.modelId, /no front end is connected/);
  });
});
