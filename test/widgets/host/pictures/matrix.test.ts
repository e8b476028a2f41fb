// Matrices as pictures take them: a copy, whatever the strides of what was handed in.
import assert from 'node:assert/strict';
import { toNdArray } from '../../../../src/index.js';
import { matricesOf } from '../../../../widgets/host/pictures/matrix.js';

const [steps, units] = [70, 45];
const whole = toNdArray({
  data: Float32Array.from({ length: 2 * steps * units }, (_, k) => k),
  shape: [2, steps, units],
});

describe('matricesOf(values, transpose)', () => {
  for (const transpose of [false, true]) {
    it(`copies views of any strides, ${transpose ? 'transposed' : 'as they are'}`, () => {
      const view = whole.pick(1).slice([3, 69, 2], [1, 44]);
      const [matrix] = matricesOf(view, transpose);
      const shape = transpose ? view.shape.toReversed() : view.shape;
      assert.deepEqual([matrix!.rows, matrix!.columns], shape);
      assert.ok(matrix!.data instanceof Float32Array);
      const wanted = Array.from({ length: matrix!.data.length }, (_, k) => {
        const [row, column] = [Math.floor(k / matrix!.columns), k % matrix!.columns];
        return transpose ? view.get(column, row) : view.get(row, column);
      });
      assert.deepEqual([...matrix!.data], wanted);
    });
  }

  it('gives what was drawn its own memory, and whole numbers as float64', () => {
    const values = new Float32Array([1, 2, 3, 4]);
    const [matrix] = matricesOf({ data: values, shape: [2, 2] });
    values[0] = 9;
    assert.deepEqual([...matrix!.data], [1, 2, 3, 4]);
    assert.ok(matricesOf([[1, 2]])[0]!.data instanceof Float64Array);
  });
});
