// How the pictures draw a chart.
import { drawChart } from '../../../widgets/plot/chart/draw-chart.js';
import { openChart } from '../../../widgets/plot/chart/open-chart.js';
import { planChart } from '../../../widgets/plot/chart/plan-chart.js';
import type { Tree } from '../../../widgets/plot/tree/tree.js';
import { chartDefaults, encodeArray, type ChartState } from '../../../widgets/state/index.js';

/** Numbers as they cross to the browser. */
export const wired = (values: ArrayLike<number>) =>
  encodeArray(Float64Array.from(values), [values.length]);

/** The chart of a state, 720 pixels wide. */
export function chartOf(changes: Partial<ChartState>, width = 720): Tree {
  const state = { ...chartDefaults(), ...changes };
  const panels = openChart(state);
  return drawChart(state, panels, planChart(state, panels, width));
}
