// What of a chart is under the pointer.
import type { ChartState } from '../../state/index.js';
import type { OpenPanel } from './open-chart.js';
import type { ChartPlan } from './plan-chart.js';

/** A number of a chart. */
export interface Nearest {
  /** The number of the panel. */
  readonly panel: number;
  /** The number of the series in it. */
  readonly series: number;
  /** The number's place in the series. */
  readonly index: number;
}

/** Pixels between the pointer and a number; bars are as near as their middles are across. */
function distance(
  { mark }: ChartState,
  { x, y }: ChartPlan,
  [place, value, end]: readonly [number, number, number],
  [left, top]: readonly [number, number],
): number {
  if (mark === 'bars') return Math.abs(x.pixel(place + 0.5) - left);
  if (mark === 'histogram') return Math.abs((x.pixel(place) + x.pixel(end)) / 2 - left);
  return Math.hypot(x.pixel(place) - left, y.pixel(value) - top);
}

/** The number nearest to a place of the picture; null outside of its panels. */
export function nearest(
  state: ChartState,
  { panels, plan }: { readonly panels: readonly OpenPanel[]; readonly plan: ChartPlan },
  [left, top]: readonly [number, number],
): Nearest | null {
  const panel = plan.boxes.findIndex(
    ({ x, y, width, height }) => left >= x && left <= x + width && top >= y && top <= y + height,
  );
  const box = plan.boxes[panel];
  if (!box) return null;
  const at = [left - box.x, top - box.y] as const;
  let found: Nearest | null = null;
  let least = Infinity;
  panels[panel]!.series.forEach(({ x, y }, series) => {
    for (let index = 0; index < y.length; index++) {
      const far = distance(state, plan, [x[index]!, y[index]!, x[index + 1] ?? NaN], at);
      if (far < least) [least, found] = [far, { panel, series, index }];
    }
  });
  return found;
}
