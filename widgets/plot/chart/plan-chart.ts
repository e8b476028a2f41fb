// Where the panels of a chart lie, and their common axes.
import type { ChartState } from '../../state/index.js';
import { makeValueAxis, type ValueAxis } from '../axis/value-axis.js';
import { textWidth, wrapText, boldness } from '../text/measure.js';
import { largest } from '../../../src/lists/extremes.js';
import type { Box } from '../heatmap/boxes.js';
import type { OpenPanel } from './open-chart.js';

/** A chart before it is drawn. Scales run from the edges of a panel at 0, 0. */
export interface ChartPlan {
  /** Of the whole picture, in pixels. */
  readonly width: number;
  /** Of the whole picture, in pixels. */
  readonly height: number;
  /** The lines of the title. */
  readonly title: readonly string[];
  /** Where each panel stands. */
  readonly boxes: readonly Box[];
  /** Panels in a row. */
  readonly columns: number;
  /** The axis of all panels from left to right. */
  readonly x: ValueAxis;
  /** The axis of all panels from bottom to top. */
  readonly y: ValueAxis;
}

/** Size of the texts, in pixels. */
export const font = 11;

/** Between panels. */
export const gap = 14;

/** Pixels that a panel needs at least to be one of several in a row. */
const narrowest = 150;

/** From the least to the greatest finite number; bars stand on zero. */
function range(values: readonly ArrayLike<number>[], withZero: boolean): [number, number] {
  let [low, high] = withZero ? [0, 0] : [Infinity, -Infinity];
  for (const list of values) {
    for (let k = 0; k < list.length; k++) {
      const value = list[k]!;
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return low <= high ? [low, high] : [0, 1];
}

/** Whether places are counted, so that each has a cell of its own. */
const isBars = ({ mark }: ChartState): boolean => mark === 'bars';

function acrossRange(state: ChartState, panels: readonly OpenPanel[]): [number, number] {
  const all = panels.flatMap(({ series }) => series.map(({ x }) => x));
  if (isBars(state)) return [0, Math.max(1, largest(all.map((x) => x.length)))];
  const [low, high] = range(all, false);
  return [state.xmin ?? low, state.xmax ?? high];
}

/** Decides where everything stands in `width` pixels. */
export function planChart(
  state: ChartState,
  panels: readonly OpenPanel[],
  width: number,
): ChartPlan {
  const title = state.title ? wrapText(state.title, width - 8, 13 * boldness) : [];
  const withZero = state.mark === 'bars' || state.mark === 'histogram';
  const ys = panels.flatMap(({ series }) => series.map(({ y }) => y));
  const wished = range(ys, withZero);
  const domain = [state.vmin ?? wished[0], state.vmax ?? wished[1]] as const;
  const count = Math.max(1, panels.length);
  const fitting = Math.max(1, Math.floor((width - 70) / narrowest));
  const columns = count === 1 ? 1 : Math.ceil(count / Math.ceil(count / fitting));
  const rows = Math.ceil(count / columns);
  const named = panels.length > 1 || panels.some((panel) => panel.title !== '');
  const legend = (panels[0]?.series.length ?? 0) > 1 ? 20 : 0;
  const [top, above] = [10 + title.length * 16 + legend, named ? 18 : 0];
  const below = font + 14 + (state.xlabel ? 20 : 0);
  const usual = count === 1 ? 240 : rows * (78 + above + gap) + top + below;
  const room = (state.height ?? usual) - top - below - rows * above - (rows - 1) * gap;
  const high = Math.max(20, room / rows);
  const y = makeValueAxis({ type: 'linear', domain, range: [high, 0] });
  const texts = Math.max(0, largest(y.ticks.map(({ text }) => textWidth(text, font))));
  const left = Math.ceil(texts) + 14 + (state.ylabel ? 20 : 0);
  const wide = Math.max(20, (width - left - 18 - (columns - 1) * gap) / columns);
  const across = acrossRange(state, panels);
  const x = makeValueAxis({ type: 'linear', domain: across, range: [0, wide], spacing: 64 });
  const counted = state.panels.every(({ series }) => series.every((each) => each.x === null));
  const boxes = Array.from({ length: panels.length }, (_, n) => ({
    x: left + (n % columns) * (wide + gap),
    y: top + above + Math.floor(n / columns) * (high + above + gap),
    width: wide,
    height: high,
  }));
  const height = Math.round(top + rows * (high + above) + (rows - 1) * gap + below);
  return { width, height, title, boxes, columns, x: counted ? countedAxis(x, across, wide) : x, y };
}

/** An axis that is not widened to round numbers, for what is counted: bars and steps. */
const countedAxis = (
  axis: ValueAxis,
  [low, high]: readonly [number, number],
  wide: number,
): ValueAxis => ({
  domain: [low, high],
  ticks: axis.ticks.filter(({ at }) => at >= low && at <= high),
  pixel: (value) => ((value - low) / (high - low || 1)) * wide,
});
