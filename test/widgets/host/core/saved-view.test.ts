import assert from 'node:assert/strict';
import * as host from '../../../../widgets/host/index.js';
import { displaySymbol, type MimeBundle } from '../../../../widgets/host/core/mime-bundle.js';
import { connectWidgets } from '../../../../widgets/host/core/registry.js';
import type { StoredModel } from '../../../../widgets/host/core/stored-model.js';
import { pictureType } from '../../../../widgets/state/module.js';
import { FakeFrontEnd } from './fake-front-end.js';

const { FloatSlider, heatmap, interactive, jslink, VBox } = host;

interface Saved {
  readonly model_id?: string;
  readonly state?: Record<string, StoredModel>;
}

const savedOf = (widget: host.Widget): Saved =>
  (widget[displaySymbol]() as MimeBundle)[pictureType] as Saved;

const modelsOf = ({ state }: Saved): unknown[] =>
  Object.values(state!)
    .map((model) => model.model_name)
    .filter((name) => !/Layout|Style/.test(String(name)))
    .sort();

const cells = (rows: number, columns: number) => ({
  data: Float64Array.from({ length: rows * columns }, (_, i) => Math.sin(i)),
  shape: [rows, columns],
});

describe('what a notebook keeps of a picture', () => {
  beforeEach(() => connectWidgets(new FakeFrontEnd(), { show: () => undefined }));
  afterEach(() => connectWidgets(undefined));

  it('a heatmap of 30 × 302: its numbers in single precision, and little else', () => {
    const made = heatmap(cells(30, 302), { title: 'f' });
    const saved = savedOf(made);
    const { state, buffers } = saved.state![made.modelId]!;
    assert.equal(saved.model_id, made.modelId);
    assert.equal(state.title, 'f');
    assert.equal('vmin' in state, false, 'what the browser knows by itself is left out');
    const bytes = Buffer.from(buffers![0]!.data, 'base64');
    assert.equal(bytes.length, 30 * 302 * 4);
    assert.equal(bytes.readFloatLE(4), Math.fround(Math.sin(1)));
    assert.ok(JSON.stringify(saved).length < 1.1 * ((30 * 302 * 4) / 3) * 4);
  });

  it('an overview of what is large, so that a notebook stays small', () => {
    const made = heatmap(cells(512, 4096));
    const saved = savedOf(made);
    const [facet] = saved.state![made.modelId]!.state.facets as {
      shape: number[];
      pooled: number;
    }[];
    assert.deepEqual(facet!.shape, [512, 4096]);
    assert.equal(facet!.pooled, 32);
    assert.ok(JSON.stringify(saved).length < 1.1e6);
  });

  it('numbers that single precision cannot hold stay as they are', () => {
    const made = heatmap([[1e300, 0]]);
    const [buffer] = savedOf(made).state![made.modelId]!.buffers!;
    assert.equal(Buffer.from(buffer!.data, 'base64').readDoubleLE(0), 1e300);
  });

  it('a box with its children and the links that tie them in the browser', () => {
    const slider = new FloatSlider();
    const shown = heatmap([[0, 1]]);
    jslink([slider, 'value'], [shown, 'vmin']);
    jslink([slider, 'value'], [new FloatSlider(), 'value']);
    const saved = savedOf(new VBox({ children: [slider, shown] }));
    const expected = ['FloatSliderModel', 'HeatmapModel', 'LinkModel', 'VBoxModel'];
    assert.deepEqual(modelsOf(saved), expected);
  });

  it('what interactive shows, in its output', () => {
    const made = interactive(({ k }) => heatmap([[0, k]]), { k: [0, 9] });
    const saved = savedOf(made);
    const expected = ['HeatmapModel', 'IntSliderModel', 'OutputModel', 'VBoxModel'];
    assert.deepEqual(modelsOf(saved), expected);
    const id = (made.result as host.Widget).modelId;
    const output = Object.values(saved.state!).find((m) => m.model_name === 'OutputModel')!;
    assert.ok(JSON.stringify(output.state.outputs).includes(id));
    assert.match(String((made[displaySymbol]() as MimeBundle)['text/html']), /<img /);
  });

  it('nothing but the still of what is too large', () => {
    const text = 'x'.repeat(2 << 20);
    assert.deepEqual(savedOf(heatmap([[0, 1]], { title: text })), {});
  });
});
