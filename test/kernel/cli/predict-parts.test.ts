import assert from 'node:assert/strict';
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callMain } from './call-main.js';

// Loaded as the commands load it, so that both share one libhdf5.
const { openModel, readArray, saveArray, toNdArray } = await import('../../../src/index.js');

const fixtures = 'test/fixtures/keras3';
const shared = `${fixtures}/shared.keras`;

describe('gatelab predict, a block of samples at a time', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gatelab-parts-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Seven samples of the shape of a stored input. */
  async function inputs() {
    const files: string[] = [];
    const arrays = [];
    for (const [k, name] of ['X0', 'X1'].entries()) {
      const stored = `${fixtures}/keras3-model-shared-in-keras-shared-1.npz`;
      const [, ...rest] = (await readArray(stored, { dataset: name })).shape;
      const size = 7 * rest.reduce((a, b) => a * b, 1);
      const data = Float32Array.from({ length: size }, (_, n) => Math.sin(n + k));
      const array = toNdArray({ data, shape: [7, ...rest] });
      files.push(join(folder, `${name}.npy`));
      await saveArray(files.at(-1)!, array);
      arrays.push(array);
    }
    return { files: files as [string, string], arrays };
  }

  it('gives the same bits whatever its size, as .npy and .npz', async () => {
    const { files, arrays } = await inputs();
    const model = await openModel(shared);
    assert.equal(model.runsInParts, true);
    const whole = model.predict({ inputs: arrays });
    model.close();
    for (const size of ['1', '2', '3', '7', '50']) {
      const out = join(folder, `y${size}.npy`);
      const words = ['predict', shared, files[0], '--input', files[1], '--batch-size', size];
      const done = await callMain(...words, '--out', out);
      assert.deepEqual([done.code, done.err], [0, '']);
      assert.match(done.out, / 7 × /);
      assert.deepEqual((await readArray(out)).copy().data, whole.copy().data);
      const npz = join(folder, 'y.npz');
      assert.equal((await callMain(...words, '--out', npz)).code, 0);
      assert.deepEqual((await readArray(npz)).copy().data, whole.copy().data);
    }
  });

  it('lengths and states are those of all samples', async () => {
    const file = 'notebooks/data/sunspots-keras2.h5';
    const model = await openModel(file);
    const data = Float32Array.from({ length: 5 * 302 }, (_, n) => Math.sin(n / 9));
    const X = toNdArray({ data, shape: [5, 302, 1] });
    const lengths = [302, 10, 200, 1, 77];
    const whole = model.predict(X, { lengths });
    for (const from of [0, 3]) {
      const some = X.lo(from).hi(2);
      const part = model.predict(some, { lengths, part: { from, of: 5 } });
      assert.deepEqual(part.copy().data, whole.lo(from).hi(2).copy().data);
    }
    model.close();
    const [x, y] = [join(folder, 'x.npy'), join(folder, 'y.npy')];
    await saveArray(x, X);
    const words = ['--lengths', lengths.join(','), '--batch-size', '2', '--out', y];
    assert.equal((await callMain('predict', file, x, ...words)).code, 0);
    assert.deepEqual((await readArray(y)).copy().data, whole.copy().data);
  });

  it('one sample alone is one, and inputs of other numbers of samples are refused', async () => {
    const { files, arrays } = await inputs();
    const one = arrays[1]!.lo(0).hi(3);
    await saveArray(files[1], one);
    const out = join(folder, 'y.npy');
    const words = ['predict', shared, files[0], '--input', files[1], '--batch-size', '2'];
    const done = await callMain(...words, '--out', out);
    assert.equal(done.code, 1);
    assert.throws(() => readFileSync(out));
  });

  it('a stateful model, and a graph of operations, are run as a whole', async () => {
    const graph = await openModel('test/fixtures/graphs/embedded.onnx');
    assert.equal(graph.runsInParts, false);
    graph.close();
    const stateful = await openModel('test/fixtures/keras3/lstm-stateful.keras');
    assert.equal(stateful.runsInParts, false);
    stateful.close();
  });
});
