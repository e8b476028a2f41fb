import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readArray } from '../../../src/arrays/read-array.js';
import type { NdArray } from '../../../src/ndarray/nd-array.js';

const folder = 'test/fixtures/arrays';

/** What NumPy says is in the files. */
interface Expected {
  readonly file: string;
  readonly dataset?: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

const expected = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as Expected[];

/** Every element in C order, whatever the strides. */
function flatten(array: NdArray, prefix: number[] = []): number[] {
  if (prefix.length === array.shape.length) return [array.get(...prefix)];
  const size = array.shape[prefix.length]!;
  return Array.from({ length: size }, (_, n) => flatten(array, [...prefix, n])).flat();
}

describe('readArray(path)', () => {
  for (const { file, dataset, shape, values } of expected) {
    it(`reads ${file} ${dataset ?? ''} as NumPy does`, async () => {
      const array = await readArray(`${folder}/${file}`, dataset === undefined ? {} : { dataset });
      assert.deepEqual(array.shape, shape);
      assert.deepEqual(flatten(array), values);
    });
  }

  it('asks which array is meant where there are several, and names them', async () => {
    await assert.rejects(readArray(`${folder}/stored.npz`), /several arrays.*\{ dataset \}: X, h/);
    await assert.rejects(readArray(`${folder}/latest.h5`), /several arrays.*plain/);
    await assert.rejects(
      readArray(`${folder}/stored.npz`, { dataset: 'y' }),
      /no array 'y', only X, h/,
    );
    await assert.rejects(readArray(`${folder}/latest.h5`, { dataset: 'y' }), /no dataset '\/y'/);
  });

  it('says what it cannot read, and what it can', async () => {
    await assert.rejects(readArray('test/fixtures/torch/lstm.pt'), /lstm\.pt: /);
    await assert.rejects(readArray('test/fixtures/onnx/lstm.onnx'), /\.npy, \.npz, \.csv and HDF5/);
    await assert.rejects(readArray('package.json'), /package\.json: .*no number/);
  });
});
