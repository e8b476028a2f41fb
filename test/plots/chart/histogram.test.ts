// Counts beside numpy.histogram, which is what matplotlib's hist draws.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { countedRange, countValues } from '../../../widgets/plot/chart/histogram.js';

const file = new URL('../../fixtures/plots/histograms.json', import.meta.url);
const cases = JSON.parse(readFileSync(file, 'utf8')) as Record<
  string,
  { values: number[]; bins: number; counts: number[]; edges: number[] }
>;

describe('a histogram', () => {
  for (const [name, { values, bins, counts, edges }] of Object.entries(cases)) {
    it(`counts as NumPy does: ${name}`, () => {
      const ours = countValues(values, countedRange([values]), bins);
      assert.deepEqual([...ours.counts], counts);
      ours.edges.forEach((edge, k) => assert.ok(Math.abs(edge - edges[k]!) < 1e-12));
    });
  }

  it('leaves out what is no number, and what lies outside', () => {
    const { counts } = countValues([NaN, -Infinity, 0, 0.5, 1, 2], [0, 1], 2);
    assert.deepEqual([...counts], [1, 2]);
    assert.deepEqual(countedRange([[NaN, Infinity]]), [0, 1]);
  });
});
