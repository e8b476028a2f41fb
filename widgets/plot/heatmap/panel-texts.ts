// The words around a panel: its title, and the names of its axes.
import { drawTextLines } from '../text/lines-of-text.js';
import { fitText } from '../text/measure.js';
import type { Say } from '../text/words.js';
import { h, type Tree } from '../tree/tree.js';
import { besides } from './panel-ticks.js';
import type { HeatmapPlan, PanelPlan } from './plan.js';
import { sizes } from './sizes.js';
import { smallest } from '../../../src/lists/extremes.js';

/** Pixels that a text below or above the middle of a panel may take: a little more than the panel, but no neighbour's. */
function roomAcross(plan: HeatmapPlan, { box }: PanelPlan, extra: number): number {
  const nearest = smallest(besides(plan, box).map((other) => Math.abs(other.x - box.x)));
  const middle = box.x + box.width / 2;
  const edges = 2 * Math.min(middle, plan.layout.width - middle) - 8;
  return Math.min(box.width + extra, nearest - 8, edges);
}

/** Draws the title of a panel and the names of its axes. */
export function drawTexts(plan: HeatmapPlan, panel: PanelPlan, say: Say): (Tree | false)[] {
  const { spec, layout } = plan;
  const { box, facet } = panel;
  const middle = box.x + box.width / 2;
  const top = box.y - (spec.marginals ? sizes.marginal : 0);
  const { texts, parts, tree } = layout.left;
  const ylabelAt = `translate(${box.x - texts - parts - tree - 6},${box.y + box.height / 2}) rotate(-90)`;
  const [xlabel, ylabel] = [spec.xlabel ?? say('step'), spec.ylabel ?? say('unit')];
  return [
    facet.title !== '' &&
      drawTextLines(
        { class: 'gl-panel-title', x: middle, y: top - 10, 'text-anchor': 'middle' },
        layout.titles[box.facet] ?? [],
        sizes.panelTitle,
      ),
    xlabel !== '' &&
      box.xTexts &&
      h(
        'text',
        {
          class: 'gl-xlabel',
          x: middle,
          y: box.y + box.height + layout.below + 13,
          'text-anchor': 'middle',
          'font-size': sizes.label,
        },
        fitText(xlabel, roomAcross(plan, panel, 40), sizes.label),
      ),
    ylabel !== '' &&
      box.yTexts &&
      h(
        'text',
        {
          class: 'gl-ylabel',
          transform: ylabelAt,
          'text-anchor': 'middle',
          'font-size': sizes.label,
        },
        fitText(ylabel, box.height + 30, sizes.label),
      ),
  ];
}
