import assert from 'node:assert/strict';
import { fromStorage } from '../../../src/ndarray/make.js';
import { gateColumns, gateRows } from '../../../src/weights/join-gates.js';
import { cutGates } from '../../../src/weights/cut-gates.js';

const order = ['i', 'f', 'g', 'o'] as const;
const kernel = Float64Array.from({ length: 3 * 8 }, (_, k) => k / 2);
const views = cutGates(fromStorage(kernel, [3, 8]), order, { axis: 1 });

describe('gateColumns(views, order)', () => {
  it('puts a kernel that was cut into gates together again', () => {
    assert.deepEqual(gateColumns(views), kernel);
  });
  it('lays gates in another order', () => {
    const first = [...gateColumns(views, ['i', 'o', 'f', 'g'])].slice(0, 8);
    assert.deepEqual(first, [0, 0.5, 3, 3.5, 1, 1.5, 2, 2.5]);
  });
  it('lays a bias out', () => {
    const bias = cutGates(fromStorage(Float32Array.of(1, 2, 3, 4), [4]), order, { axis: 0 });
    assert.deepEqual([...gateColumns(bias, ['o', 'g', 'f', 'i'])], [4, 3, 2, 1]);
  });
});

describe('gateRows(views, order)', () => {
  it('has a row for each unit of each gate, the transpose of the columns', () => {
    const rows = gateRows(views, ['g', 'i', 'f', 'o']);
    assert.equal(rows.length, kernel.length);
    assert.deepEqual([...rows.subarray(0, 3)], [2, 6, 10]); // unit 0 of g, over the three inputs
    assert.deepEqual([...rows.subarray(6, 9)], [0, 4, 8]);
  });
});
