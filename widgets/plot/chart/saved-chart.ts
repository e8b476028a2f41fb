// A chart as it is saved.
import type { ChartState } from '../../state/index.js';
import { csvField } from '../heatmap/cells-as-text.js';
import type { SavedPicture } from '../save/saved-picture.js';
import { drawChart } from './draw-chart.js';
import type { OpenPanel } from './open-chart.js';
import type { ChartPlan } from './plan-chart.js';

/** What is shown: a row for each number, with its panel and series, and the edges of a histogram's bins. */
export function savedChart(
  state: ChartState,
  panels: readonly OpenPanel[],
  plan: ChartPlan,
): SavedPicture {
  const isHistogram = state.mark === 'histogram';
  return {
    title: state.title,
    kind: state.mark,
    draw: () => drawChart({ ...state, hover: null, step: null }, panels, plan),
    text(separator) {
      const rows = panels.flatMap(({ title, series }) =>
        series.flatMap(({ name, x, y }) =>
          Array.from(y, (value, k) => {
            const place = state.mark === 'bars' ? (state.names?.[k] ?? k) : x[k];
            return [title, name, place, ...(isHistogram ? [x[k + 1]] : []), value].map(String);
          }),
        ),
      );
      const head = ['panel', 'series', ...(isHistogram ? ['from', 'to', 'count'] : ['x', 'y'])];
      return (
        [head, ...rows]
          .map((row) => row.map((field) => csvField(field, separator)).join(separator))
          .join('\n') + '\n'
      );
    },
  };
}
