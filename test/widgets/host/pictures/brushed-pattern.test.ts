import assert from 'node:assert/strict';
import { findPattern, toNdArray } from '../../../../src/index.js';
import { heatmap } from '../../../../widgets/host/index.js';

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
});
