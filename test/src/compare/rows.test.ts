import assert from 'node:assert/strict';
import { keepWorst, makeRow } from '../../../src/compare/rows.js';

const row = (sample: number, step: number, unit: number, ours: number) =>
  makeRow({ sample, step, unit, ours, reference: 0 });
const places = (rows: ReturnType<typeof row>[]) =>
  rows.map(({ sample, step, unit }) => `${sample}${step}${unit}`);

describe('keepWorst(limit)', () => {
  it('orders equal rows by sample, step and unit, in whatever order they come', () => {
    const worst = keepWorst(10);
    for (const [sample, step, unit] of [
      [1, 0, 0],
      [0, 1, 1],
      [0, 1, 0],
      [0, 0, 2],
    ] as const) {
      worst.add(row(sample, step, unit, 0.5));
    }
    worst.add(row(2, 2, 2, -0.75));
    assert.deepEqual(places(worst.rows()), ['222', '002', '010', '011', '100']);
  });

  it('puts what is no number before all', () => {
    const worst = keepWorst(10);
    worst.add(row(0, 0, 0, 1e300));
    worst.add(row(0, 0, 1, NaN));
    assert.deepEqual(places(worst.rows()), ['001', '000']);
  });

  it('holds at most as many as are wanted, and says from where on a row is worth offering', () => {
    const worst = keepWorst(2);
    assert.equal(worst.threshold(), -1);
    for (const unit of [0, 1, 2, 3]) worst.add(row(0, 0, unit, unit + 1));
    assert.equal(worst.threshold(), 3);
    assert.deepEqual(places(worst.rows()), ['003', '002']);
    const none = keepWorst(0);
    none.add(row(0, 0, 0, 1));
    assert.deepEqual([none.threshold(), none.rows()], [Infinity, []]);
  });
});
