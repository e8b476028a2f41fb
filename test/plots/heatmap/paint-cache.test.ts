import assert from 'node:assert/strict';
import { paintPanel } from '../../../widgets/plot/heatmap/draw-heatmap.js';
import { PaintCache } from '../../../widgets/plot/heatmap/paint.js';
import { planHeatmap } from '../../../widgets/plot/heatmap/plan-heatmap.js';
import { heatmapSpec } from '../../../widgets/plot/heatmap/spec.js';
import type { HeatmapState } from '../../../widgets/state/index.js';
import { facetOf, heatmapOf, matrix, random } from '../helpers/matrix.js';

const [rows, columns] = [700, 1500];
const next = random(5);
const facet = facetOf(
  matrix(rows, columns, (r) => (next() < 0.02 || r === 3 ? NaN : next() * 2 - 1)),
  '',
  'hidden',
);

/** A walk through the picture: moves, zooms in time, zooms over units, other colours, another order. */
const walk: Partial<HeatmapState>[] = [
  {},
  { xlim: [0, 1200] },
  { xlim: [120, 1320] },
  { xlim: [300.25, 310.5] },
  { xlim: [300.25, 310.5], ylim: [10, 600.5] },
  { ylim: [100, 120] },
  { ylim: [100, 120], cmap: 'viridis' },
  { ylim: [100, 120], cmap: 'viridis', vmin: -0.5, vmax: 0.5 },
  { order: 'value' },
  { order: 'value', origin: 'upper' },
];

describe('PaintCache', () => {
  for (const aggregate of ['extreme', 'mean', 'min', 'max'] as const) {
    it(`paints the same with what it kept as from nothing (${aggregate})`, () => {
      const cache = new PaintCache();
      for (const [i, step] of walk.entries()) {
        const spec = heatmapSpec(heatmapOf([facet], { aggregate, ...step }));
        const plan = planHeatmap(spec, 600);
        const kept = Buffer.from(paintPanel(plan, plan.panels[0]!, 1, cache).pixels);
        const fresh = Buffer.from(paintPanel(plan, plan.panels[0]!, 1).pixels);
        assert.ok(kept.equals(fresh), `step ${i}`);
      }
    });
  }
});

/** The most unusual number of a block of cells, looked for the plain way. */
function mostUnusual(data: ArrayLike<number>, block: [number, number, number, number]): number {
  const [top, bottom, left, right] = block;
  const usual = facet.stats.mean!;
  let best = NaN;
  for (let i = top * columns; i < bottom * columns; i++) {
    const [column, value] = [i % columns, data[i]!];
    if (column < left || column >= right || Number.isNaN(value)) continue;
    if (!(Math.abs(best - usual) >= Math.abs(value - usual))) best = value;
  }
  return best;
}

describe('the value of a pixel with several cells', () => {
  it('is the one that a plain loop over its cells finds', () => {
    const [width, height] = [120, 100];
    const plan = planHeatmap(heatmapSpec(heatmapOf([facet], { cmap: 'gray' })), 600);
    const panel = { ...plan.panels[0]!, box: { ...plan.panels[0]!.box, width, height } };
    const { pixels } = paintPanel(plan, panel, 1);
    const places = [
      [0, 0],
      [37, 50],
      [119, 99],
      [64, 12],
    ] as const;
    for (const [px, py] of places) {
      const up = height - 1 - py;
      const across = [Math.ceil(px * 12.5), Math.ceil((px + 1) * 12.5)] as const;
      const best = mostUnusual(panel.facet.data, [up * 7, (up + 1) * 7, ...across]);
      const entry = Math.min(255, Math.floor(Math.fround(Math.fround(best + 1) / 2) * 256));
      assert.equal(pixels[(py * width + px) * 4], entry, `pixel ${px}, ${py}`);
    }
  });
});
