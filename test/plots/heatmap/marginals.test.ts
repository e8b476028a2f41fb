// What stands above a heatmap: means on an axis of their own, and the unit that is looked at within the same strip.
import assert from 'node:assert/strict';
import { drawMarginals, drawUnitLine } from '../../../widgets/plot/heatmap/draw-marginals.js';
import { changeOf } from '../../../widgets/plot/heatmap/live/change-of.js';
import { planHeatmap } from '../../../widgets/plot/heatmap/plan-heatmap.js';
import { heatmapSpec } from '../../../widgets/plot/heatmap/spec.js';
import type { Child, Tree } from '../../../widgets/plot/tree/tree.js';
import { facetOf, heatmapOf, matrix } from '../helpers/matrix.js';

const values = matrix(3, 40, (unit, t) => unit / 4 + (unit === 1 ? 0.001 * Math.sin(t / 4) : 0));
const planOf = (unit: number | null) =>
  planHeatmap(heatmapSpec(heatmapOf([facetOf(values)], { marginals: true, unit })), 720);

/** How high a line goes, and from where to where. */
function heights(tree: Tree): { from: number; to: number; size: number } {
  const ys = [...String(tree.attributes['d']).matchAll(/[ML][^,]+,([\d.]+)/g)].map(([, y]) => Number(y)); // prettier-ignore
  const [from, to] = [Math.min(...ys), Math.max(...ys)];
  return { from, to, size: to - from };
}

const isTree = (child: Child): child is Tree => typeof child === 'object' && child !== null && 'tag' in child; // prettier-ignore

function meanLine(unit: number | null) {
  const plan = planOf(unit);
  const line = drawMarginals(plan, plan.panels[0]!)
    .filter(isTree)
    .find(({ attributes }) => attributes['class'] === 'gl-marginal')!;
  return { ...heights(line), panel: plan.panels[0]! };
}

describe('the means above a heatmap', () => {
  it('fill their strip although the values of the picture are far wider', () => {
    assert.ok(meanLine(null).size > 20);
  });

  it('leave room for the unit that is looked at', () => {
    const { size, panel } = meanLine(2);
    assert.ok(size < 1);
    const unit = heights(drawUnitLine(panel, 2));
    assert.ok(unit.from >= 0 && unit.to <= panel.box.y, JSON.stringify(unit));
  });

  it('are drawn anew when another unit is looked at, and only then', () => {
    const [a, b] = [planOf(1).spec, planOf(2).spec];
    assert.equal(changeOf(a, { ...a, unit: b.unit }), 'all');
    assert.equal(changeOf(a, { ...a, step: 3 }), 'overlay');
    assert.equal(changeOf({ ...a, marginals: false }, { ...a, marginals: false, unit: 2 }), 'overlay'); // prettier-ignore
  });
});
