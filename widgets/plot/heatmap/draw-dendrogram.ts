// The tree of clustered rows, at the left of a panel's texts.
import { toPixel } from '../axis/scale.js';
import { h, type Tree } from '../tree/tree.js';
import type { HeatmapPlan, PanelPlan } from './plan.js';
import { largest } from '../../../src/lists/extremes.js';

/** Draws the tree whose leaves are the rows shown; nothing when rows were not clustered. */
export function drawDendrogram({ rows, layout }: HeatmapPlan, { y, box }: PanelPlan): Tree | null {
  const { order, merges } = rows;
  if (!order || !merges || merges.length === 0 || !box.yTexts) return null;
  const highest = largest(merges.map((merge) => merge.height)) || 1;
  const right = box.x - layout.left.texts - 2;
  const width = layout.left.tree - 8;
  const nodes: { at: number; x: number }[] = Array.from(order, () => ({ at: 0, x: right }));
  order.forEach((row, shown) => (nodes[row] = { at: toPixel(y, shown + 0.5), x: right }));
  const path: string[] = [];
  for (const { left, right: other, height } of merges) {
    const [a, b] = [nodes[left]!, nodes[other]!];
    const x = right - (height / highest) * width;
    path.push(
      `M${a.x.toFixed(1)} ${a.at.toFixed(1)}H${x.toFixed(1)}V${b.at.toFixed(1)}H${b.x.toFixed(1)}`,
    );
    nodes.push({ at: (a.at + b.at) / 2, x });
  }
  return h(
    'svg',
    {
      class: 'gl-dendrogram',
      x: 0,
      y: box.y,
      width: right + 1,
      height: box.height,
      viewBox: `0 ${box.y} ${right + 1} ${box.height}`,
    },
    h('path', { d: path.join(''), fill: 'none', stroke: 'currentColor', opacity: 0.8 }),
  );
}
