import assert from 'node:assert/strict';
import { hdf5Library } from '../../../src/hdf5/library.js';
import { openModelFile } from '../../../src/model/open-model-file.js';

const file = 'test/fixtures/keras2/lstm-last.h5';

describe('many HDF5 models that nobody closes', () => {
  it('are all read, the first after the last, in a bounded part of the memory', async () => {
    const first = await openModelFile(file);
    const models: (typeof first)[] = [];
    for (let n = 0; n < 40; n++) models.push(await openModelFile(file));
    const { module } = await hdf5Library();
    const before = module.HEAPU8.length;
    for (let n = 0; n < 160; n++) models.push(await openModelFile(file));
    const weights = (model: typeof first) =>
      model.layers.flatMap(({ weights: tensors }) => tensors.map((one) => [...one.read().data]));
    const expected = weights(first);
    for (const model of models.slice(1)) assert.deepEqual(weights(model), expected);
    assert.equal(module.HEAPU8.length, before);
    for (const model of models) model.close();
    assert.throws(() => weights(models[0]!), /lstm-last\.h5: it was closed; open it again/);
  });
});

describe('a libhdf5 whose memory is full', () => {
  it('is said to be full, not the file to be damaged, and the next file gets another one', async () => {
    const library = await hdf5Library();
    const { module } = library;
    for (let size = 1 << 24; size >= 1 << 13; size >>= 1) while (module._malloc(size) !== 0);
    await assert.rejects(openModelFile(file), /takes more than the 128 MB of memory/);
    assert.notEqual(await hdf5Library(), library);
    (await openModelFile(file)).close();
  });
});
