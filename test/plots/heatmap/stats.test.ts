import assert from 'node:assert/strict';
import { matrixStats } from '../../../widgets/plot/heatmap/stats.js';

describe('matrixStats(data, columns)', () => {
  it('measures the finite numbers, and counts the others', () => {
    const stats = matrixStats([3, NaN, -1, Infinity, 7, -Infinity], 3);
    assert.deepEqual(stats, {
      min: -1,
      max: 7,
      mean: 3,
      minAt: [0, 2],
      maxAt: [1, 1],
      nan: 1,
      infinite: [1, 1],
    });
  });

  it('has no measures where there is no finite number', () => {
    const { min, mean, maxAt, nan } = matrixStats([NaN, Infinity], 2);
    assert.deepEqual([min, mean, maxAt, nan], [null, null, null, 1]);
  });

  it('has a finite mean of numbers whose sum is none', () => {
    assert.equal(matrixStats([1.5e308, 1.5e308], 2).mean, 1.5e308);
  });
});
