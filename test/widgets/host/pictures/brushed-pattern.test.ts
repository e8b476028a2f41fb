import assert from 'node:assert/strict';
import { findPattern, openModel, toNdArray } from '../../../../src/index.js';
import { explore, heatmap } from '../../../../widgets/host/index.js';

describe('findPattern() of a brushed heatmap', () => {
  it('takes its selection as it is', async () => {
    const data = Float64Array.from({ length: 40 * 3 }, (_, k) => Math.sin(k * k));
    for (let step = 0; step < 4; step++) data[(30 + step) * 3 + 1] = data[(5 + step) * 3 + 1]!;
    const series = toNdArray({ data, shape: [40, 3] });
    const picture = heatmap(series);
    picture.set({ selection: { rows: [1, 2], columns: [5, 9] } });
    const [match] = await findPattern({ series, ...picture.selection });
    assert.deepEqual([match!.start, match!.stop, match!.distance], [30, 34, 0]);
  });

  it('takes that of explore', async () => {
    const layer = (await openModel('notebooks/data/adding.keras')).layer('adder');
    const data = Float64Array.from({ length: 30 * 2 }, (_, k) => Math.sin(Math.floor(k / 2) * 2.1));
    const trace = layer.trace(toNdArray({ data, shape: [30, 2] }));
    const explored = explore(trace);
    explored.series.set({ selection: { rows: [2, 4], columns: [20, 23] } });
    const pattern = { series: trace.h, ...explored.series.selection };
    const [match] = await findPattern(pattern, undefined, { k: 1 });
    assert.deepEqual([...match!.values.shape], [3, 2]);
    assert.ok(match!.distance < 0.1 && Math.abs(match!.start - 20) >= 3);
  });
});
