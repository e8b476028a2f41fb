import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArray } from '../../../src/arrays/read-array.js';
import { openModelFile } from '../../../src/model/open-model-file.js';

const data = 'notebooks/data';

describe('openModelFile(path) of the tutorial', () => {
  it('lists layers, versions and weights in the order of get_weights()', async () => {
    const model = await openModelFile(`${data}/sunspots-keras2.h5`);
    assert.equal(model.format, 'Keras 2 HDF5');
    assert.equal(model.frameworkVersion, '2.21.0');
    assert.equal(model.modelName, 'sunspots');
    const named = model.layers.map(({ name, className }) => `${name} ${className}`);
    assert.deepEqual(named, [
      'test_layer_input InputLayer',
      'test_layer LSTM',
      'summary_layer LSTM',
      'next_month Dense',
    ]);
    const [, layer] = model.layers;
    assert.deepEqual(layer?.inbound, ['test_layer_input']);
    assert.equal(layer?.config['recurrent_activation'], 'hard_sigmoid');
    assert.deepEqual(
      layer?.weights.map(({ shape }) => shape),
      [[1, 120], [30, 120], [120]],
    );
    assert.deepEqual(layer?.weights[1]?.read().shape, [30, 120]);
    model.close();
  });

  it('says in one sentence that a file is cut off, empty, missing or no model', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatelab-'));
    const whole = readFileSync(`${data}/sunspots-keras2.h5`);
    const refuses = async (name: string, bytes: Uint8Array, message: RegExp) => {
      writeFileSync(join(folder, name), bytes);
      await assert.rejects(openModelFile(join(folder, name)), (error: Error) => {
        assert.match(error.message, message);
        assert.ok(error.message.startsWith(join(folder, name)) && !error.message.includes('\n'));
        return true;
      });
    };
    await refuses('cut.h5', whole.subarray(0, 20_000), /damaged or cut off/);
    await refuses('empty.h5', new Uint8Array(), /is empty/);
    await refuses(
      'text.h5',
      new TextEncoder().encode('no model at all'),
      /no model of a known format/,
    );
    await assert.rejects(openModelFile(join(folder, 'none.h5')), /there is no such file/);
    rmSync(folder, { recursive: true });
  });
});

describe('readArray(path) of the tutorial', () => {
  it('reads windows and reference states of the same numbering', async () => {
    const X = await readArray(`${data}/sunspots-X.npy`);
    const h = await readArray(`${data}/sunspots-h.npy`);
    assert.deepEqual(X.shape, [575, 302, 1]);
    assert.deepEqual(h.shape, [120, 302, 30]);
    assert.deepEqual(X.pick(114, null, null).shape, [302, 1]);
    assert.equal(X.get(0, 0, 0), Math.fround(0.58));
  });
});
