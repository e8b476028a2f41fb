// Values over time as lines, with a band behind them.
import { drawAxis, drawFrame } from '../axis/axis.js';
import { toPixel, type Scale } from '../axis/scale.js';
import { chooseTicks } from '../axis/ticks.js';
import { drawTextLines } from '../text/lines-of-text.js';
import { fitText, textWidth } from '../text/measure.js';
import { fontFamily } from '../tree/font.js';
import { h, rounded, type Tree } from '../tree/tree.js';
import { drawBand, drawLine } from './curves.js';
import { font, legendRow, planLines, type LinesPicture, type LinesPlan } from './plan.js';
import { largest } from '../../../src/lists/extremes.js';

function drawLegend({ box, legend }: LinesPlan): Tree | null {
  if (legend.length === 0) return null;
  const rows = legend.at(-1)!.row + 1;
  // A legend that is wider than its panel begins at the edge of the picture.
  const left = rows > 1 ? 4 : box.x;
  const trees = legend.map(({ name, color, dash, area, x, row }) => {
    const at = left + x;
    const y = box.y - 10 - (rows - 1 - row) * legendRow;
    const sample = area
      ? h('rect', { x: at, y: y - 5, width: 20, height: 10, fill: color, opacity: 0.3 })
      : h('line', {
          x1: at,
          x2: at + 20,
          y1: y,
          y2: y,
          stroke: color,
          'stroke-width': 2,
          'stroke-dasharray': dash,
        });
    return [sample, h('text', { x: at + 25, y: y + 4 }, name)];
  });
  return h('g', { class: 'gl-legend' }, trees.flat());
}

function drawAxes(plan: LinesPlan, picture: LinesPicture): Tree[] {
  const { box } = plan;
  const { ticks } = chooseTicks({
    scale: plan.x,
    vertical: false,
    ticks: null,
    labels: null,
    names: picture.columnNames,
    fontSize: font,
    offset: 0.5,
  });
  const upward: Scale = { domain: [0, 1], range: [0, 1] };
  const yTicks = plan.y.ticks.map((tick) => ({ at: plan.y.pixel(tick.at), text: tick.text }));
  return [
    drawFrame(box),
    drawAxis({ side: 'bottom', at: box.y + box.height, scale: plan.x, ticks, fontSize: font }),
    drawAxis({ side: 'left', at: box.x, scale: upward, ticks: yTicks, fontSize: font }),
  ];
}

function drawTexts(plan: LinesPlan, picture: LinesPicture): (Tree | false)[] {
  const { box } = plan;
  const middle = box.x + box.width / 2;
  const widest = Math.max(0, largest(plan.y.ticks.map(({ text }) => textWidth(text, font))));
  const nameAt = Math.max(12, rounded(box.x - widest - 16));
  return [
    plan.title.length > 0 &&
      drawTextLines(
        {
          x: picture.width / 2,
          y: plan.title.length * 16,
          'text-anchor': 'middle',
          'font-weight': 600,
        },
        plan.title,
        13,
      ),
    picture.xlabel !== '' &&
      h(
        'text',
        {
          x: middle,
          y: picture.height - 5,
          'text-anchor': 'middle',
          'font-size': 12,
        },
        fitText(picture.xlabel, 2 * Math.min(middle, picture.width - middle) - 8, 12),
      ),
    !!picture.note &&
      h(
        'text',
        {
          class: 'gl-note',
          x: picture.width - 4,
          y: picture.height - 5,
          'text-anchor': 'end',
          'font-size': 10.5,
          opacity: 0.75,
        },
        picture.note,
      ),
    picture.ylabel !== '' &&
      h(
        'text',
        {
          transform: `translate(${nameAt},${rounded(box.y + box.height / 2)}) rotate(-90)`,
          'text-anchor': 'middle',
          'font-size': 12,
        },
        fitText(picture.ylabel, box.height + 40, 12),
      ),
  ];
}

/** The selected steps as a shade behind the lines. */
function drawSelected({ x, box }: LinesPlan, { selected }: LinesPicture): Tree | null {
  if (!selected) return null;
  const clamp = (pixel: number): number => Math.max(box.x, Math.min(box.x + box.width, pixel));
  const [from, to] = selected.map((step) => clamp(toPixel(x, step))) as [number, number];
  if (to <= from) return null;
  return h('rect', {
    class: 'gl-selected',
    x: from,
    y: box.y,
    width: to - from,
    height: box.height,
    opacity: 0.13,
  });
}

/** Draws the picture as one `svg`. */
export function drawLines(picture: LinesPicture): Tree {
  const plan = planLines(picture);
  const { box } = plan;
  const strong = [...picture.lines].sort(
    (a, b) => Number(b.weak ?? false) - Number(a.weak ?? false),
  );
  const marks = picture.marks
    .map((step) => rounded(toPixel(plan.x, step + 0.5)))
    .filter((x) => x >= box.x && x <= box.x + box.width)
    .map((x) =>
      h('line', {
        class: 'gl-mark',
        x1: x,
        x2: x,
        y1: box.y,
        y2: box.y + box.height,
        stroke: 'currentColor',
        'stroke-dasharray': '4 3',
      }),
    );
  return h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${picture.width} ${picture.height}`,
      width: picture.width,
      height: picture.height,
      role: 'img',
      'aria-label': picture.label,
      'font-family': fontFamily,
      'font-size': font,
      color: 'var(--jp-content-font-color1, #1f1f1f)',
      fill: 'currentColor',
    },
    h(
      'svg',
      {
        x: box.x,
        y: box.y,
        width: box.width,
        height: box.height,
        viewBox: `${box.x} ${box.y} ${box.width} ${box.height}`,
      },
      drawSelected(plan, picture),
      drawBand(plan, picture),
      strong.map((line) => drawLine(plan, line)),
    ),
    drawAxes(plan, picture),
    marks,
    drawLegend(plan),
    drawTexts(plan, picture),
  );
}
