// What the axes of a panel say.
import { chooseTicks, type ChosenTicks } from '../axis/ticks.js';
import { fitText } from '../text/measure.js';
import type { PanelBox } from './boxes.js';
import { longestUpright } from './column-names.js';
import type { HeatmapPlan, PanelPlan } from './plan.js';
import { sizes, widestName } from './sizes.js';

/** The panels beside one. */
export const besides = ({ layout }: HeatmapPlan, box: PanelBox): PanelBox[] =>
  layout.panels.filter((other) => other.y === box.y && other.x !== box.x);

/** Names of the rows as shown: an order of its own needs names, else a number would be taken for a place. */
function rowNamesShown({ spec, rows }: HeatmapPlan): string[] | null {
  if (!rows.order) return spec.rowNames;
  return Array.from(rows.order, (row) => spec.rowNames?.[row] ?? String(row));
}

/** How far names of columns may reach: half the way to the next panel, to the edge of the picture, or to the colour bar. */
function reachOf(plan: HeatmapPlan, box: PanelBox): [number, number] {
  const others = besides(plan, box);
  const half = sizes.between / 2 - 2;
  const end = box.x + box.width;
  return [
    others.some((other) => other.x < box.x) ? box.x - half : 2,
    end + (others.some((other) => other.x > box.x) ? half : 2 * half),
  ];
}

/** The ticks along both axes of a panel. */
export function ticksOf(plan: HeatmapPlan, panel: PanelPlan): { x: ChosenTicks; y: ChosenTicks } {
  const { spec, layout } = plan;
  const fontSize = sizes.font;
  const offset = spec.ticksAt === 'edge' ? 0 : 0.5;
  const ordered = plan.rows.order !== null;
  return {
    x: chooseTicks({
      scale: panel.x,
      vertical: false,
      ticks: spec.xticks,
      labels: spec.xticklabels,
      names: spec.columnNames,
      widest: layout.upright ? longestUpright : Math.min(widestName, panel.box.width / 2),
      reach: reachOf(plan, panel.box),
      fontSize,
      offset,
      turned: layout.upright,
    }),
    y: chooseTicks({
      scale: panel.y,
      vertical: true,
      ticks: ordered ? null : spec.yticks,
      labels: spec.yticklabels,
      names: rowNamesShown(plan)?.map((name) => fitText(name, widestName, fontSize)) ?? null,
      fontSize,
      offset,
    }),
  };
}
