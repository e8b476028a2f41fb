import assert from 'node:assert/strict';
import { orderRows, timescaleOf } from '../../../widgets/plot/heatmap/order.js';
import { heatmapSpec } from '../../../widgets/plot/heatmap/spec.js';
import type { HeatmapState } from '../../../widgets/state/index.js';
import { facetOf, heatmapOf, matrix, random } from '../helpers/matrix.js';

const next = random(3);
/** Rows 0, 2, 4 are near 1, rows 1, 3, 5 near −1. */
const groups = matrix(6, 50, (r) => (r % 2 === 0 ? 1 : -1) + next() * 0.1);
const ordered = (options: Partial<HeatmapState>) =>
  orderRows(heatmapSpec(heatmapOf([facetOf(groups)], options)));

describe('orderRows(spec)', () => {
  it('keeps the order of the matrix', () => {
    assert.equal(ordered({ order: 'none' }).order, null);
  });

  it('sorts by mean value', () => {
    const order = [...(ordered({ order: 'value' }).order ?? [])];
    assert.deepEqual(new Set(order.slice(0, 3)), new Set([1, 3, 5]));
  });

  it('brings rows together that are alike, and joins the two groups last', () => {
    const { order, merges } = ordered({ order: 'cluster' });
    const kinds = [...(order ?? [])].map((row) => row % 2).join('');
    assert.ok(kinds === '000111' || kinds === '111000', kinds);
    assert.equal(merges?.length, 5);
    const heights = merges.map((merge) => merge.height);
    assert.deepEqual(
      heights,
      [...heights].sort((a, b) => a - b),
    );
    assert.ok(heights[4]! > 10 * heights[3]!);
  });

  it('takes a given order, and refuses one that is no permutation', () => {
    const rowOrder = [5, 4, 3, 2, 1, 0];
    assert.deepEqual([...(ordered({ order: 'custom', rowOrder }).order ?? [])], rowOrder);
    assert.throws(
      () => ordered({ order: 'custom', rowOrder: [0, 0, 1, 2, 3, 4] }),
      /each of the 6 rows once/,
    );
  });
});

describe('timescaleOf(values)', () => {
  it('is −1 / ln φ for a long autoregression with factor φ', () => {
    let x = 0;
    const values = Float64Array.from({ length: 200_000 }, () => (x = 0.9 * x + next() - 0.5));
    assert.ok(Math.abs(timescaleOf(values) + 1 / Math.log(0.9)) < 0.5);
  });

  it('is 0 for noise that turns over at every step', () => {
    assert.equal(timescaleOf([1, -1, 1, -1, 1, -1]), 0);
  });
});
