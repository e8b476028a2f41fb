import assert from 'node:assert/strict';
import { toText } from '../../../widgets/plot/tree/tree.js';
import type { HeatmapState } from '../../../widgets/state/index.js';
import { drawState } from '../helpers/draw.js';
import { facetOf, heatmapOf, matrix } from '../helpers/matrix.js';

const cases: Record<string, HeatmapState> = {
  'no facet': heatmapOf([]),
  'no cell': heatmapOf([facetOf(matrix(0, 0, () => 0))]),
  'no row': heatmapOf([facetOf(matrix(0, 5, () => 0))]),
  'one cell': heatmapOf([facetOf(matrix(1, 1, () => 3))]),
  'one row, clustered': heatmapOf([facetOf(matrix(1, 3, () => 1))], { order: 'cluster' }),
  'equal rows, clustered, robust': heatmapOf([facetOf(matrix(4, 3, () => 1))], {
    order: 'cluster',
    norm: { type: 'robust', low: 2, high: 98 },
  }),
  'NaN alone, with margins': heatmapOf([facetOf(matrix(3, 3, () => NaN))], {
    marginals: true,
    order: 'value',
  }),
  'an infinite value': heatmapOf([facetOf(matrix(3, 3, (r) => (r === 1 ? Infinity : r)))]),
  'nothing above zero, log': heatmapOf([facetOf(matrix(2, 3, () => -1))], {
    norm: { type: 'log' },
  }),
  'limits the wrong way round': heatmapOf([facetOf(matrix(2, 2, (r, c) => r + c))], {
    xlim: [5, 2],
  }),
  'more ticks than labels': heatmapOf([facetOf(matrix(2, 2, (r, c) => r + c))], {
    xticks: [0.5, 1.5],
    xticklabels: ['a'],
  }),
};

describe('drawHeatmap(spec, options)', () => {
  for (const [name, state] of Object.entries(cases)) {
    for (const width of [720, 90]) {
      it(`draws ${name} at ${width} pixels without a number that is none`, () => {
        const text = toText(drawState(state, width));
        assert.doesNotMatch(text, /="[^"]*(NaN|Infinity|undefined)/);
      });
    }
  }

  it('refuses to cluster more rows than a browser can', () => {
    const many = heatmapOf([facetOf(matrix(3000, 1, (r) => r))], { order: 'cluster' });
    assert.throws(() => drawState(many), /3000 rows are too many to cluster/);
  });

  it('refuses colours that are none, and vmin above vmax', () => {
    const facet = facetOf(matrix(2, 2, (r) => r));
    assert.throws(
      () => drawState(heatmapOf([facet], { badcolor: 'red;}' })),
      /Unknown colour "red;}"/,
    );
    assert.throws(
      () => drawState(heatmapOf([facet], { vmin: 2, vmax: 1 })),
      /vmin 2 must not exceed/,
    );
  });
});
