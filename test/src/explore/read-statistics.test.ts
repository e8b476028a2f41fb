import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  readStatistics,
  saturation,
  saveArray,
  timescales,
  toNdArray,
} from '../../../src/index.js';

describe('readStatistics', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'gatelab-statistics-'))));
  after(() => rmSync(folder, { recursive: true }));

  /** More than is read at a time, and rows that do not divide it. */
  const shape = [3, 1201, 331];
  const gate = (kind: typeof Float32Array | typeof Float64Array) =>
    toNdArray({
      data: new kind(Array.from({ length: 3 * 1201 * 331 }, (_, k) => Math.sin(k * 0.37) ** 2)),
      shape,
    });

  for (const kind of [Float32Array, Float64Array]) {
    it(`tells of a file what is known of the array: ${kind.name}`, async () => {
      const array = gate(kind);
      const path = join(folder, 'gate.npy');
      await saveArray(path, array);
      const told: number[] = [];
      const found = await readStatistics(path, { progress: ({ done }) => told.push(done) });
      assert.equal(found.rows, 3 * 1201);
      assert.deepEqual(found.saturation, saturation(array));
      const close = (a: ArrayLike<number>, b: ArrayLike<number>) => {
        for (let k = 0; k < b.length; k++)
          assert.ok(Math.abs(a[k]! - b[k]!) <= 1e-12 * Math.abs(b[k]!), `${a[k]} ${b[k]}`);
      };
      close(found.timescales!, timescales(array));
      const wide = toNdArray({ data: Float64Array.from(array.data as Float64Array), shape });
      for (const name of ['mean', 'std', 'min', 'max'] as const) {
        close(found[name], wide[name]([0, 1]).data as Float64Array);
      }
      assert.ok(told.every((done, k) => k === 0 || done > told[k - 1]!));
    });
  }

  it('has no timescales of numbers that no gate takes, and refuses rows of nothing', async () => {
    const path = join(folder, 'other.npy');
    await saveArray(path, toNdArray({ data: [0.5, 2, 1, -1], shape: [2, 2] }));
    assert.equal((await readStatistics(path)).timescales, undefined);
    await saveArray(path, toNdArray({ data: [], shape: [0, 2] }));
    await assert.rejects(readStatistics(path), /other\.npy holds 0 × 2: statistics are of rows/);
  });

  it('stops when it is asked to', async () => {
    const path = join(folder, 'stopped.npy');
    await saveArray(path, gate(Float32Array));
    const signal = AbortSignal.abort(new Error('enough'));
    await assert.rejects(readStatistics(path, { signal }), /enough/);
  });
});
