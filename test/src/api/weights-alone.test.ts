import assert from 'node:assert/strict';
import { Model } from '../../../src/api/model.js';
import { withSequences } from '../../../src/api/assume-defaults.js';
import { openModelFile } from '../../../src/index.js';
import { fromStorage } from '../../../src/ndarray/make.js';
import { numbers } from '../trace/random-cell.js';

describe('a file of weights alone', () => {
  for (const kind of ['lstm', 'gru']) {
    it(`gives out the whole sequence of a CuDNN${kind.toUpperCase()} too, as of every other layer`, async () => {
      const whole = await openModelFile(`test/fixtures/keras2/cudnn-${kind}.h5`);
      const layers = whole.layers
        .filter(({ className }) => className.startsWith('CuDNN'))
        .map((spec) => ({ ...spec, config: {}, inbound: [] }));
      const file = { ...whole, layers, ends: undefined, hasConfig: false, close() {} };
      const [layer] = new Model(withSequences(file)).layers;
      assert.deepEqual(layer!.outputShape, [null, null, 4]);
      const input = fromStorage(numbers(2 * 5 * 3), [2, 5, 3]);
      assert.deepEqual(layer!.trace(input).output.shape, [2, 5, 4]);
      whole.close();
    });
  }
});
