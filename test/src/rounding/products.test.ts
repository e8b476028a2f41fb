import assert from 'node:assert/strict';
import type { FlatSimpleRnn } from '../../../src/rounding/flat-cell.js';
import type { ColumnMap } from '../../../src/rounding/linear-map.js';
import { Matrix } from '../../../src/rounding/linear-map.js';
import { Workspace } from '../../../src/rounding/workspace.js';
import { finish } from '../../../src/work.js';
import { normals, randomCell } from '../compare/support/random-cells.js';

const members = 16;

/** A matrix as the compiled products have it. */
function placed(matrix: Matrix, workspace = new Workspace()): ColumnMap {
  const cell = randomCell(1, { kind: 'simple-rnn' }) as FlatSimpleRnn;
  return finish(workspace.place({ ...cell, W: matrix })).W as ColumnMap;
}

const drawn = (length: number, seed: number) =>
  Float64Array.from(Float32Array.from({ length }, normals(seed)));

function productsOf(map: ColumnMap) {
  const row = drawn(map.inputs, 5);
  const rows = Float32Array.from(drawn(map.inputs * members, 6));
  const [alone, out, sizes] = [0, 0, 0].map(() => new Float64Array(map.outputs).fill(1));
  const errors = new Float32Array(map.outputs * members).fill(1);
  map.add(row, alone!);
  map.addSized(row, out!, sizes!);
  map.addMembers(rows, errors, members);
  return { exact: [...alone!, ...out!, ...sizes!], single: [...errors] };
}

function assertAlike(a: ColumnMap, b: ColumnMap): void {
  const [x, y] = [productsOf(a), productsOf(b)];
  for (const [k, value] of x.exact.entries()) assert.ok(Math.abs(value - y.exact[k]!) < 1e-12);
  for (const [k, value] of x.single.entries()) assert.ok(Math.abs(value - y.single[k]!) < 1e-4);
}

describe('workspace.place(cell)', () => {
  for (const [inputs, outputs] of [
    [1, 1],
    [3, 7],
    [5, 12],
    [30, 41],
    [16, 64],
    // More than a new memory holds.
    [600, 600],
  ] as const) {
    it(`multiplies with a ${inputs} × ${outputs} matrix as the matrix itself does`, () => {
      const matrix = Matrix.of(drawn(inputs * outputs, 2), { inputs, outputs });
      assertAlike(placed(matrix), matrix);
    });
  }

  it('reads blocks where they lie, transposed or not, and cuts columns off across them', () => {
    const data = drawn(200, 3);
    const across = { data, offset: 7, rowStride: 9, columnStride: 1, columns: 5 };
    const down = { data, offset: 90, rowStride: 1, columnStride: 11, columns: 6 };
    const matrix = new Matrix([across, down], 8);
    assert.equal(matrix.values[3 * 11 + 5 + 2], data[90 + 3 + 2 * 11]);
    const whole = placed(matrix);
    assertAlike(whole, matrix);
    assertAlike(whole.columns(4, 9), matrix.columns(4, 9));
    const dense = Matrix.of(matrix.values, matrix);
    assertAlike(dense, matrix);
  });

  it('stays exact where float32 does not hold the weights', () => {
    const values = Float64Array.of(0.1, 1 / 3, 1e-60, 2);
    const matrix = Matrix.of(values, { inputs: 2, outputs: 2 });
    const out = new Float64Array(2);
    placed(matrix).addSized(Float64Array.of(1, 0), out, new Float64Array(2));
    assert.deepEqual([...out], [0.1, 1 / 3]);
  });

  it('is used again after it was cleared, with nothing of what it held', () => {
    const workspace = new Workspace();
    placed(Matrix.of(drawn(300, 1).fill(NaN), { inputs: 30, outputs: 10 }), workspace);
    workspace.clear();
    const matrix = Matrix.of(drawn(27, 8), { inputs: 3, outputs: 9 });
    assertAlike(placed(matrix, workspace), matrix);
  });
});
