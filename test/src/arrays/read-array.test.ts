import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readNpy } from '../../../src/arrays/npy.js';
import { bytesSource } from '../../../src/files/bytes-source.js';
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

describe('the header of a .npy file has each key once, as NumPy writes it', () => {
  const shape = "'shape': (2, 3)";
  const order = "'fortran_order': False";
  for (const [what, members, right] of [
    ['as it is', [order, shape], true],
    ['in another order', [shape, order], true],
    ['two shapes', [order, shape, "'shape': (3, 2)"], false],
    ['two orders', [order, shape, "'fortran_order': True"], false],
    ['no order', [shape], false],
    ['an order that is a text', ["'fortran_order': 'True'", shape], false],
    ['a key that is not known', [order, shape, "'offset': 8"], false],
  ] as const) {
    it(`${what} is ${right ? 'read' : 'refused'}`, () => {
      const literal = `{'descr': '<f8', ${members.join(', ')}, }`.padEnd(117) + '\n';
      const head = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, literal.length, 0]);
      const data = new Uint8Array(Float64Array.of(0, 1, 2, 3, 4, 5).buffer);
      const bytes = Buffer.concat([head, Buffer.from(literal), data]);
      const read = () => readNpy(bytesSource('crafted.npy', bytes));
      if (right)
        assert.deepEqual(read().toArray(), [[0, 1, 2], [3, 4, 5]]); // prettier-ignore
      else assert.throws(read, /^BadFileError: crafted\.npy: its \.npy header should have descr/);
    });
  }
});

describe('whole numbers of 64 bits', () => {
  const npy = (descr: string, values: BigInt64Array | BigUint64Array) => {
    const literal = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${values.length},), }`;
    const text = literal.padEnd(117) + '\n';
    const head = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, text.length, 0]);
    return bytesSource(
      'ids.npy',
      Buffer.concat([head, Buffer.from(text), new Uint8Array(values.buffer)]),
    );
  };
  it('are read as far as float64 tells them apart', () => {
    const most = 2n ** 53n - 1n;
    const read = readNpy(npy('<i8', BigInt64Array.of(-most, 0n, most)));
    assert.deepEqual(read.toArray(), [-Number(most), 0, Number(most)]);
  });
  it('are refused beyond, where they would be rounded', () => {
    const said =
      /^BadFileError: ids\.npy: it holds whole numbers beyond 2\^53 \(about 9\.00720e\+15\)/;
    assert.throws(() => readNpy(npy('<i8', BigInt64Array.of(1n, 2n ** 53n + 1n))), said);
    assert.throws(() => readNpy(npy('<u8', BigUint64Array.of(2n ** 53n + 1n))), said);
  });
});

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
