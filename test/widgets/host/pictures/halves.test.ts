import assert from 'node:assert/strict';
import { openModel } from '../../../../src/index.js';
import { heatmap } from '../../../../widgets/host/index.js';

describe('heatmap of what a bidirectional layer returns', () => {
  for (const [mode, separators, partNames] of [
    ['concat', [3], ['forward', 'backward']],
    ['sum', [], []],
  ] as const) {
    it(`${mode}: ${separators.length > 0 ? 'a line divides' : 'nothing divides'} the directions`, async () => {
      const model = await openModel(`test/fixtures/keras2/bidirectional-${mode}.h5`);
      const layer = model.layers.find(({ name }) => name.startsWith('both'))!;
      const view = heatmap(layer.trace({ data: new Float32Array(18), shape: [6, 3] }).output);
      assert.deepEqual([view.separators, view.partNames], [separators, partNames]);
      model.close();
    });
  }
});
