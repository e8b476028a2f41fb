// How the numbers of each matrix are distributed: small histograms over one common axis.
import * as d3 from 'd3';
import { drawAxis } from '../axis/axis.js';
import { toPixel, type Scale } from '../axis/scale.js';
import { formatCount, tickTexts } from '../text/format.js';
import { fitText } from '../text/measure.js';
import type { Say } from '../text/words.js';
import { fontFamily } from '../tree/font.js';
import { h, rounded, type Tree } from '../tree/tree.js';

/** The numbers of one matrix. */
export interface NamedValues {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

const font = 11;
const panel = { least: 190, height: 92, top: 24, bottom: 26, side: 14 } as const;

/** What all histograms share: the axis of values, the edges of the bins, the counts of each. */
interface Common {
  readonly domain: [number, number];
  readonly edges: number[];
  readonly counts: number[][];
}

function commonOf(blocks: readonly NamedValues[], bins: number): Common {
  const all = blocks.map(({ values }) => Array.from(values).filter(Number.isFinite));
  const reach = all.flat().reduce((most, x) => Math.max(most, Math.abs(x)), 0) || 1;
  const domain: [number, number] = [-reach, reach];
  const edges = Array.from({ length: bins + 1 }, (_, i) => -reach + (2 * reach * i) / bins);
  const place = (x: number): number =>
    Math.min(bins - 1, Math.max(0, Math.floor(((x + reach) / (2 * reach)) * bins)));
  const counts = all.map((values) => {
    const count = new Array<number>(bins).fill(0);
    for (const x of values) count[place(x)]!++;
    return count;
  });
  return { domain, edges, counts };
}

/** The bars of one histogram as a path. */
function barsOf(count: readonly number[], { edges }: Common, x: Scale, base: number): string {
  const most = Math.max(1, ...count);
  const bar = (n: number, i: number): string => {
    if (n === 0) return '';
    const [left, right] = [toPixel(x, edges[i]!), toPixel(x, edges[i + 1]!)];
    const top = base - (n / most) * panel.height;
    return `M${rounded(left)} ${base}V${rounded(top)}H${rounded(right)}V${base}Z`;
  };
  return count.map(bar).join('');
}

/** One histogram. Each has its own height, since a bias has few numbers; the greatest count is written beside it. */
function drawPanel(
  name: string,
  count: readonly number[],
  common: Common,
  { x: left, y: top, width, say }: { x: number; y: number; width: number; say: Say },
): Tree {
  const base = top + panel.top + panel.height;
  const x: Scale = { domain: common.domain, range: [left, left + width] };
  const values = d3.ticks(...common.domain, 4);
  const texts = tickTexts(values);
  const ticks = values.map((at, i) => ({ at, text: texts[i]! }));
  const zero = rounded(toPixel(x, 0));
  const faint = { stroke: 'currentColor', 'stroke-dasharray': '3 3', opacity: 0.6 };
  const most = `${say('count')} ≤ ${formatCount(Math.max(0, ...count))}`;
  return h(
    'g',
    {},
    h('text', { x: left, y: top + 15, 'font-weight': 600 }, fitText(name, width * 0.55, font)),
    h('text', { x: left + width, y: top + 15, 'text-anchor': 'end', opacity: 0.7 }, most),
    h('path', {
      class: 'gl-bars',
      d: barsOf(count, common, x, base),
      fill: '#0072B2',
      stroke: 'none',
    }),
    h('line', { x1: zero, x2: zero, y1: base - panel.height, y2: base, ...faint }),
    h('line', {
      x1: left,
      x2: left + width,
      y1: base + 0.5,
      y2: base + 0.5,
      stroke: 'currentColor',
    }),
    drawAxis({ side: 'bottom', at: base, scale: x, ticks, fontSize: font }),
  );
}

/** Draws the histograms in rows that fit into `width` pixels. */
export function drawHistograms(
  blocks: readonly NamedValues[],
  width: number,
  bins: number,
  say: Say,
): Tree {
  const common = commonOf(blocks, bins);
  const columns = Math.max(1, Math.min(blocks.length, Math.floor(width / panel.least)));
  const cell = width / columns;
  const cellHeight = panel.top + panel.height + panel.bottom;
  const height = Math.ceil(blocks.length / columns) * cellHeight + 4;
  return h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'gl-histograms',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-label': `${say('histograms')}: ${blocks.map((block) => block.name).join(', ')}`,
      'font-family': fontFamily,
      'font-size': font,
      color: 'var(--jp-content-font-color1, #1f1f1f)',
      fill: 'currentColor',
    },
    blocks.map(({ name }, i) =>
      drawPanel(name, common.counts[i]!, common, {
        x: rounded((i % columns) * cell + panel.side),
        y: Math.floor(i / columns) * cellHeight,
        width: rounded(cell - 2 * panel.side),
        say,
      }),
    ),
  );
}
