import assert from 'node:assert/strict';
import { compare, openModel, toNdArray } from '../../../src/index.js';
import * as host from '../../../widgets/host/index.js';
import { savedView } from '../../../widgets/host/core/saved-view.js';
import { connectWidgets } from '../../../widgets/host/core/registry.js';
import { storedModel, type StoredModel } from '../../../widgets/host/core/stored-model.js';
import { checkedModels } from '../../../widgets/page/checked-models.js';
import { FakeFrontEnd } from '../host/core/fake-front-end.js';

const evil = '<img src=x onerror="harm()">';

/** One of each of our pictures, as a model that Keras wrote fills them. */
async function everyPicture(): Promise<host.Widget[]> {
  const layer = (await openModel('test/fixtures/keras3/lstm-sigmoid.keras')).layer('test_layer');
  const features = layer.weights.W.get('i').shape[0]!;
  const data = Float64Array.from({ length: 5 * features }, (_, i) => Math.sin(i * 1.7));
  const trace = layer.trace(toNdArray({ data, shape: [5, features] }) as never);
  const { h } = trace;
  return [
    host.heatmap(h, { title: evil, edgecolors: 'k', norm: 'centered', rowNames: [...'abcdefgh'].slice(0, h.shape[1]) }), // prettier-ignore
    host.heatmap([[NaN, Infinity]], { badcolor: 'rgb(10%, 20%, 30%)', alarmcolor: '0.5' }),
    host.gates(trace as never),
    host.errorTable(compare(h, h)),
    host.lines({ [evil]: [1, 2, 3] }),
    host.weightMaps(layer.weights.U, { name: 'U' }),
    host.tokens([evil, 'b'], [0.1, -0.5]),
    host.cellDiagram(trace as never),
    new host.GateLink(),
    new (host.customWidget('Counter', { count: 0, any: { thing: [1] } }, { render() {} }))(),
    new host.FloatSlider({ value: 1 }),
  ];
}

const heatmapWith = (state: object, as: object = {}) => ({
  ...{ model_name: 'HeatmapModel', model_module: 'gatelab', model_module_version: '0.1.0' },
  ...as,
  state,
});

const facet = {
  ...{ title: 't', shape: [1, 1], pooled: 1, data: { dtype: 'float32', shape: [1, 1] } },
  ...{ low: null, high: null, quantity: 'gate' },
  stats: { min: 0, max: 0, mean: 0, minAt: [0, 0], maxAt: [0, 0], nan: 0 },
};

/** Saved models that are not what they say, each with what the console is told. */
const refused: readonly (readonly [string, unknown, RegExp])[] = [
  ['no model at all', null, /is not drawn/],
  ['a module in a list', heatmapWith({}, { model_module: ['gatelab'] }), /"model_module" should be a name/],
  ['a class in a list', heatmapWith({}, { model_name: ['HeatmapModel'] }), /"model_name" should be a name/],
  ['a class that we do not have', heatmapWith({}, { model_name: 'constructor' }), /there is no constructor/],
  ['a state in a list', heatmapWith([{ title: 't' }]), /"state" should be a state/],
  ['a title that is an object', heatmapWith({ title: { toString: 'x' } }), /"title" should be a text/],
  ['a colour that asks for a picture', heatmapWith({ badcolor: 'url(http://a.b/c)' }), /"badcolor" should be a colour/],
  ['a colour that goes on', heatmapWith({ badcolor: 'red; background: blue' }), /"badcolor"/],
  ['a language that every object has', heatmapWith({ language: '__proto__' }), /"language" should be/],
  ['a width in words', heatmapWith({ width: '100%' }), /"width" should be a number/],
  ['a height that no browser draws', heatmapWith({ height: 1e9 }), /"height" should be a number of at most 32767 pixels/],
  ['a shape that is no shape', heatmapWith({ facets: [{ ...facet, shape: [1e9, -1] }] }), /"facets\.0\.shape\.1"/],
  ['a number type that is none', heatmapWith({ facets: [{ ...facet, data: { dtype: 'constructor', shape: [1] } }] }), /"facets\.0\.data\.dtype"/],
  ['facets that are a text', heatmapWith({ facets: 'many' }), /"facets" should be a list/],
  ['bytes for what all objects share', heatmapWith({}, { buffers: [{ path: ['__proto__', 'a'], data: '', encoding: 'base64' }] }), /"buffers\.0\.path\.0"/],
  ['code that is a list', { ...heatmapWith({ _esm: ['harm()'] }), model_name: 'CustomModel' }, /"_esm" should be a text/],
]; // prettier-ignore

describe('checkedModels(saved)', () => {
  const { warn } = console;
  let said: string[];
  beforeEach(() => {
    said = [];
    console.warn = (...words: unknown[]) => void said.push(words.join(' '));
    connectWidgets(new FakeFrontEnd(), { show: () => undefined });
  });
  afterEach(() => {
    console.warn = warn;
    connectWidgets(undefined);
  });

  const check = (state: Record<string, unknown>) =>
    checkedModels({ version_major: 2, version_minor: 0, state } as never).state;

  it('takes everything that our own pictures store, whole and small', async () => {
    for (const widget of await everyPicture()) {
      const state: Record<string, StoredModel> = {
        ...savedView(widget).state,
        whole: storedModel(widget.wireState()),
      };
      const stored = JSON.parse(JSON.stringify(state)) as Record<string, unknown>;
      assert.deepEqual(Object.keys(check(stored)), Object.keys(stored), said.join('\n'));
    }
  });

  for (const [name, saved, sentence] of refused) {
    it(`leaves out ${name}, and says why`, () => {
      assert.deepEqual(Object.keys(check({ a: saved, b: heatmapWith({ facets: [facet] }) })), [
        'b',
      ]);
      assert.match(said.join('\n'), sentence);
    });
  }
});
