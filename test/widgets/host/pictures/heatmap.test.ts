import assert from 'node:assert/strict';
import { toNdArray } from '../../../../src/ndarray/nd-array.js';
import { heatmap } from '../../../../widgets/host/index.js';
import { connectWidgets } from '../../../../widgets/host/core/registry.js';
import { decodeArray, type HeatmapState, type TileReply } from '../../../../widgets/state/index.js';
import { FakeFrontEnd } from '../core/fake-front-end.js';

const cellsOf = (picture: { facets: HeatmapState['facets'] }, facet = 0) => [
  ...decodeArray(picture.facets[facet]!.data).data,
];

describe('heatmap(values, options)', () => {
  afterEach(() => connectWidgets(undefined));

  it('takes one name for each row and column, and refuses fewer and more', () => {
    const values = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    const named = heatmap(values, { rowNames: ['a', 'b'], columnNames: ['x', 'y', 'z'] });
    assert.deepEqual(
      [named.rowNames, named.columnNames],
      [
        ['a', 'b'],
        ['x', 'y', 'z'],
      ],
    );
    assert.throws(() => heatmap(values, { rowNames: ['a', 'b', 'c'] }), {
      name: 'RangeError',
      message: /2 rows got 3 rowNames/,
    });
    assert.throws(() => heatmap(values, { columnNames: ['x', 'y'] }), {
      name: 'RangeError',
      message: /3 columns got 2 columnNames/,
    });
  });

  it('takes nested arrays, plain data with strides and ndarrays', () => {
    const nested = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    const plain = { data: Float32Array.of(1, 4, 2, 5, 3, 6), shape: [2, 3], stride: [1, 2] };
    for (const values of [nested, plain, toNdArray(plain)]) {
      const picture = heatmap(values);
      assert.deepEqual(picture.facets[0]!.shape, [2, 3]);
      assert.deepEqual(cellsOf(picture), [1, 2, 3, 4, 5, 6]);
    }
  });

  it('a list or a third axis gives several panels', () => {
    const two = heatmap([[[1, 2]], [[3, 4]]], { titles: ['a', 'b'] });
    assert.deepEqual(
      two.facets.map((facet) => facet.title),
      ['a', 'b'],
    );
    const batch = heatmap({ data: Float64Array.of(1, 2, 3, 4), shape: [2, 1, 2] });
    assert.deepEqual(
      [cellsOf(batch, 0), cellsOf(batch, 1)],
      [
        [1, 2],
        [3, 4],
      ],
    );
  });

  it('measures the whole matrix and leaves NaN out', () => {
    const { stats } = heatmap([
      [1, NaN],
      [-3, 5],
    ]).facets[0]!;
    assert.deepEqual(stats, { min: -3, max: 5, mean: 1, minAt: [1, 0], maxAt: [1, 1], nan: 1 });
  });

  it('speaks matplotlib: colours by letter, norms by name', () => {
    const picture = heatmap([[1]], { edgecolors: 'k', norm: 'centered', colorbar: 'value' });
    assert.equal(picture.edgecolors, '#000000');
    assert.deepEqual(picture.norm, { type: 'centered', vcenter: 0 });
    assert.equal(picture.colorbarLabel, 'value');
    assert.throws(() => heatmap([[1]], { norm: 'cubic' as never }), /There is no norm "cubic"/);
  });

  it('refuses what is no matrix, naming what it wants', () => {
    assert.throws(
      () => heatmap([[1, 2], [3]]),
      /A picture should be nested lists .* rows of equal length/,
    );
    assert.throws(() => heatmap('x' as never), /A picture should be an array/);
    assert.throws(() => heatmap({ data: new Float32Array(3), shape: [2, 2] }), /takes 4 values/);
    assert.throws(() => heatmap({ data: [1], shape: [1, 1, 1, 1] }), /two axes/);
  });

  it('stores an overview of a large matrix that keeps a single spike, and serves tiles', async () => {
    const front = new FakeFrontEnd();
    connectWidgets(front);
    const [rows, columns] = [64, 50_000];
    const data = new Float32Array(rows * columns);
    data[7 * columns + 12_345] = 9;
    const picture = heatmap({ data, shape: [rows, columns] });
    const facet = picture.facets[0]!;
    assert.equal(facet.pooled, 4);
    assert.equal(decodeArray(facet.high!).data.indexOf(9), 7 * 12_500 + Math.floor(12_345 / 4));
    front.take();
    const request = { type: 'tile', id: 1, facet: 0, from: 12_340, to: 12_350, pooled: 1 };
    await front.says(picture.modelId, { data: { method: 'custom', content: request } });
    const [reply] = front.take();
    assert.deepEqual(reply!.data.content as TileReply, request);
    const tile = new Float32Array(reply!.buffers[0]!.buffer as ArrayBuffer);
    assert.equal(tile[7 * 10 + 5], 9);
    const value = { type: 'value', id: 2, facet: 0, row: 7, column: 12_345 };
    await front.says(picture.modelId, { data: { method: 'custom', content: value } });
    assert.deepEqual(front.take()[0]!.data.content, { ...value, value: 9 });
  });

  it('can be read, observed and set from the kernel', async () => {
    const front = new FakeFrontEnd();
    connectWidgets(front);
    const view = heatmap([[1, 2]]);
    const seen: unknown[] = [];
    view.observe(({ new: block }) => seen.push(block), 'selection');
    const selection = { rows: [0, 1], columns: [1, 2] };
    const data = { method: 'update', state: { selection, step: 1 }, buffer_paths: [] };
    await front.says(view.modelId, { data });
    assert.deepEqual([view.selection, view.step, seen], [selection, 1, [selection]]);
    front.take();
    view.step = 12;
    const [update] = front.take();
    assert.deepEqual((update!.data as { state: object }).state, { step: 12 });
  });
});
