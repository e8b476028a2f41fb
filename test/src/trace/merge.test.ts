import assert from 'node:assert/strict';
import { mergeBatches, mergedShapes } from '../../../src/trace/merge.js';

const batch = (...values: number[]) => ({ data: Float64Array.from(values), shape: [2, 2] });
const forward = batch(1, 2, 3, 4);
const backward = batch(5, 6, 7, 8);
const merged = (mode: 'sum' | 'mul' | 'ave' | 'concat') =>
  mergeBatches(forward, backward, mode).map(({ data, shape }) => [[...data], shape]);

// As keras.layers.Bidirectional documents its merge_mode.
it('mergeBatches() joins two directions as Bidirectional does', () => {
  assert.deepEqual(merged('sum'), [
    [
      [6, 8, 10, 12],
      [2, 2],
    ],
  ]);
  assert.deepEqual(merged('mul'), [
    [
      [5, 12, 21, 32],
      [2, 2],
    ],
  ]);
  assert.deepEqual(merged('ave'), [
    [
      [3, 4, 5, 6],
      [2, 2],
    ],
  ]);
  assert.deepEqual(merged('concat'), [
    [
      [1, 2, 5, 6, 3, 4, 7, 8],
      [2, 4],
    ],
  ]);
  assert.deepEqual(mergeBatches(forward, backward, null), [forward, backward]);
});

it('mergedShapes() says what mergeBatches() gives', () => {
  for (const mode of ['sum', 'mul', 'ave', 'concat', null] as const) {
    const shapes = mergeBatches(forward, backward, mode).map(({ shape }) => shape);
    assert.deepEqual(mergedShapes([2, 2], 2, mode), shapes);
  }
  assert.deepEqual(mergedShapes([2, 2], 1, 'concat'), [[2, 2]]);
});
