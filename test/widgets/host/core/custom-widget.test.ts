import assert from 'node:assert/strict';
import { customWidget } from '../../../../widgets/host/index.js';
import { connectWidgets } from '../../../../widgets/host/core/registry.js';
import { FakeFrontEnd } from './fake-front-end.js';

interface Rendered {
  default: { render(context: { model: { get(name: string): unknown }; el: object }): unknown };
}

/** Loads a module's text as the browser does. */
const load = async (text: string) =>
  (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as Rendered;

describe('customWidget(name, traits, view)', () => {
  let front: FakeFrontEnd;
  beforeEach(() => {
    front = new FakeFrontEnd();
    connectWidgets(front, { transpile: (code) => code.replace(': any', '') });
  });
  afterEach(() => connectWidgets(undefined));

  const stateOf = () => front.take().at(-1)!.data.state as Record<string, string>;

  it('sends the functions of the view as a module, methods and arrows alike', async () => {
    const Counter = customWidget(
      'Counter',
      { count: 0 },
      {
        initialize: async () => undefined,
        render({ model, el }) {
          Object.assign(el, { count: model.get('count') });
        },
      },
    );
    new Counter({ count: 3 });
    const state = stateOf();
    assert.equal(state._model_name, 'CustomModel');
    assert.equal(state.count, 3);
    const el = {};
    const { default: view } = await load(state._esm!);
    view.render({ model: { get: () => 3 }, el });
    assert.deepEqual(el, { count: 3 });
  });

  it('takes a module as text, in TypeScript', () => {
    const Plain = customWidget('Plain', {}, { esm: 'export default { render(x: any) {} }' });
    new Plain();
    assert.equal(stateOf()._esm, 'export default { render(x) {} }');
  });

  it('has typed traits that go both ways', async () => {
    const Counter = customWidget('Counter', { count: 0 }, { render() {} });
    const counter = new Counter();
    const seen: number[] = [];
    counter.observe(({ new: count }) => seen.push(count), 'count');
    await front.says(counter.modelId, { data: { method: 'update', state: { count: 5 } } });
    assert.deepEqual([seen, counter.count], [[5], 5]);
  });

  it('takes bytes from the browser, and does not echo them', async () => {
    const Picture = customWidget('Picture', { count: 0, bytes: new Uint8Array() }, { render() {} });
    const picture = new Picture();
    front.take();
    await front.says(picture.modelId, {
      data: { method: 'update', state: { count: 2 }, buffer_paths: [['bytes']] },
      buffers: [Uint8Array.of(1, 2, 3)],
    });
    assert.equal(picture.count, 2);
    const { buffer, byteOffset, byteLength } = picture.bytes;
    assert.deepEqual([...new Uint8Array(buffer, byteOffset, byteLength)], [1, 2, 3]);
    assert.deepEqual(front.take(), []);
  });

  it('takes no code from the browser, and does not echo it', async () => {
    const Counter = customWidget('Counter', { count: 0 }, { render() {} });
    const counter = new Counter();
    const { _esm } = stateOf();
    const state = { count: 1, _esm: 'harm()', _css: '*{}' };
    await front.says(counter.modelId, { data: { method: 'update', state } });
    const echoed = front.take().map(({ data }) => data['state']);
    assert.deepEqual(echoed, [{ count: 1 }]);
    await front.says(counter.modelId, { data: { method: 'request_state' } });
    assert.equal(stateOf()._esm, _esm);
    assert.equal(counter.count, 1);
  });

  it('gives open widgets the new view when it is defined again', () => {
    const Counter = customWidget(
      'Counter',
      { count: 0 },
      { esm: 'export default { render() {} }' },
    );
    const counter = new Counter();
    front.take();
    customWidget('Counter', { count: 0 }, { esm: 'export default { render() { /* 2 */ } }' });
    const [update] = front.take();
    assert.equal(update!.comm, counter.modelId);
    assert.match((update!.data.state as Record<string, string>)._esm!, /2/);
  });
});
