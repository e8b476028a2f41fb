// A chart as one picture.
import type { ChartState } from '../../state/index.js';
import { drawAxis, drawFrame } from '../axis/axis.js';
import { chooseTicks, thinTicks } from '../axis/ticks.js';
import type { Scale } from '../axis/scale.js';
import { drawTextLines } from '../text/lines-of-text.js';
import { fitText, textWidth } from '../text/measure.js';
import { fontFamily } from '../tree/font.js';
import { h, rounded, type Tree } from '../tree/tree.js';
import { seriesColor, drawMoment, drawSeries } from './draw-marks.js';
import type { Box } from '../heatmap/boxes.js';
import type { OpenPanel } from './open-chart.js';
import { font, gap, type ChartPlan } from './plan-chart.js';

/** Pixels beyond a panel's frame into which its marks reach. */
const edge = 3;

const pixels: Scale = { domain: [0, 1], range: [0, 1] };

/** Ticks below a panel: the names of bars, or round numbers. */
function xTicks(state: ChartState, plan: ChartPlan, { x, width }: Box) {
  if (state.mark === 'bars') {
    const scale = { domain: plan.x.domain, range: [x, x + width] as const };
    const question = { scale, vertical: false, ticks: null, labels: null, fontSize: font };
    const { ticks } = chooseTicks({ ...question, names: state.names, offset: 0.5 });
    return { scale: scale as Scale, ticks };
  }
  const ticks = plan.x.ticks.map(({ at, text }) => ({ at: x + plan.x.pixel(at), text }));
  // A number may reach into half of the gap to the next panel; one that stands alone has room.
  const reach = plan.columns > 1 ? gap / 2 - 1 : Infinity;
  const inside = ticks.filter(({ at, text }) => {
    const half = textWidth(text, font) / 2;
    const onAxis = at >= x - 0.5 && at <= x + width + 0.5;
    return onAxis && at - half >= x - reach && at + half <= x + width + reach;
  });
  return {
    scale: pixels,
    ticks: thinTicks(inside, { scale: pixels, vertical: false, fontSize: font }),
  };
}

function drawAxes(state: ChartState, plan: ChartPlan, n: number): Tree[] {
  const box = plan.boxes[n]!;
  const isFirst = n % plan.columns === 0;
  const isLast = n + plan.columns >= plan.boxes.length;
  const upward = plan.y.ticks.map(({ at, text }) => ({ at: box.y + plan.y.pixel(at), text }));
  return [
    drawFrame(box),
    drawAxis({
      side: 'bottom',
      at: box.y + box.height,
      ...xTicks(state, plan, box),
      texts: isLast,
      fontSize: font,
    }),
    drawAxis({
      side: 'left',
      at: box.x,
      scale: pixels,
      ticks: thinTicks(upward, { scale: pixels, vertical: true, fontSize: font }),
      texts: isFirst,
      fontSize: font,
    }),
  ];
}

function drawPanel(state: ChartState, plan: ChartPlan, panel: OpenPanel, n: number): Tree {
  const box = plan.boxes[n]!;
  // What lies beyond the limits is cut, a dot or stroke on them is not.
  const inside = {
    x: box.x - edge,
    y: box.y - edge,
    width: box.width + 2 * edge,
    height: box.height + 2 * edge,
    viewBox: `${-edge} ${-edge} ${rounded(box.width + 2 * edge)} ${rounded(box.height + 2 * edge)}`,
  };
  const step = state.timed ? (state.hover?.column ?? state.step) : null;
  const middle = { x: box.x + box.width / 2, y: box.y - 5, 'text-anchor': 'middle' };
  return h(
    'g',
    { class: 'gl-panel' },
    h(
      'svg',
      inside,
      panel.series.map((series, index) =>
        drawSeries(state, plan, { series, index, of: panel.series.length }),
      ),
    ),
    drawAxes(state, plan, n),
    step !== null &&
      h(
        'g',
        { transform: `translate(${rounded(box.x)},${rounded(box.y)})` },
        panel.series.map((series) => drawMoment(plan, series, step, box)),
      ),
    panel.title !== '' && h('text', middle, fitText(panel.title, box.width, font)),
  );
}

function drawLegend({ series }: OpenPanel, { title, width, boxes }: ChartPlan): Tree | null {
  if (series.length < 2) return null;
  const y = 6 + title.length * 16 + 10;
  let x = boxes[0]?.x ?? 0;
  const entries = series.map(({ name }, index) => {
    const at = x;
    const text = fitText(name, Math.max(20, width - at - 30), font);
    x += 30 + textWidth(text, font);
    return [
      h('rect', { x: at, y: y - 7, width: 12, height: 8, fill: seriesColor(index) }),
      h('text', { x: at + 17, y }, text),
    ];
  });
  return h('g', { class: 'gl-legend' }, entries);
}

function drawTexts(state: ChartState, plan: ChartPlan): (Tree | false)[] {
  const { width, height, boxes, title } = plan;
  const [first, last] = [boxes[0], boxes.at(-1)];
  const middle = first
    ? (first.x + boxes[Math.min(plan.columns, boxes.length) - 1]!.x + first.width) / 2
    : 0;
  const [top, bottom] = [first?.y ?? 0, last ? last.y + last.height : 0];
  const centre = { 'text-anchor': 'middle', 'font-size': 12 };
  return [
    title.length > 0 && drawTextLines({ x: width / 2, y: title.length * 16, 'text-anchor': 'middle', 'font-weight': 600 }, title, 13), // prettier-ignore
    !!state.xlabel && h('text', { ...centre, x: middle, y: height - 5 }, fitText(state.xlabel, width - 20, 12)), // prettier-ignore
    !!state.ylabel && h('text', { ...centre, transform: `translate(13,${rounded((top + bottom) / 2)}) rotate(-90)` }, fitText(state.ylabel, bottom - top + 20, 12)), // prettier-ignore
  ];
}

/** Draws the chart as one `svg`. */
export function drawChart(state: ChartState, panels: readonly OpenPanel[], plan: ChartPlan): Tree {
  const { width, height } = plan;
  const names = panels.flatMap(({ title, series }) => [title, ...series.map(({ name }) => name)]);
  return h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      ...{ width, height, role: 'img' },
      'aria-label': [...new Set([state.title, ...names, state.xlabel, state.ylabel])].filter((t) => t).join(', '), // prettier-ignore
      'font-family': fontFamily,
      'font-size': font,
      color: 'var(--jp-content-font-color1, #1f1f1f)',
      fill: 'currentColor',
    },
    panels.map((panel, n) => drawPanel(state, plan, panel, n)),
    panels[0] && drawLegend(panels[0], plan),
    drawTexts(state, plan),
  );
}
