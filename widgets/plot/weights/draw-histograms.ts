// How the numbers of each matrix are distributed: small histograms over one common axis.
import * as d3 from 'd3';
import { drawAxis } from '../axis/axis.js';
import { thinTicks } from '../axis/ticks.js';
import { toPixel, type Scale } from '../axis/scale.js';
import { formatCount, tickTexts } from '../text/format.js';
import { fitText } from '../text/measure.js';
import type { Say } from '../text/words.js';
import { fontFamily } from '../tree/font.js';
import { h, rounded, type Tree } from '../tree/tree.js';
import { largest } from '../../../src/lists/extremes.js';

/** The numbers of one matrix. */
export interface NamedValues {
  /** What stands above it. */
  readonly name: string;
  /** Its numbers. */
  readonly values: ArrayLike<number>;
}

const font = 11;
const panel = { height: 92, top: 24, bottom: 26 } as const;

/** Histograms over one axis: the edges of the bins, and the counts of each matrix. */
export interface Histograms {
  /** What stands above each matrix. */
  readonly names: readonly string[];
  /** The lowest and greatest value that the axis shows. */
  readonly domain: [number, number];
  /** From the lowest to the highest, one more than there are bins. */
  readonly edges: readonly number[];
  /** How many numbers fall into each bin, by matrix. */
  readonly counts: readonly (readonly number[])[];
}

/** Counts the numbers of each matrix in bins that are symmetric about zero. */
export function countWeights(blocks: readonly NamedValues[], bins: number): Histograms {
  let reach = 0;
  for (const { values } of blocks) {
    for (let i = 0; i < values.length; i++) {
      const size = Math.abs(values[i]!);
      if (size > reach && size < Infinity) reach = size;
    }
  }
  reach ||= 1;
  const counts = blocks.map(({ values }) => {
    const count = new Array<number>(bins).fill(0);
    for (let i = 0; i < values.length; i++) {
      const place = Math.floor(((values[i]! + reach) / (2 * reach)) * bins);
      if (Number.isFinite(place)) count[Math.max(0, Math.min(bins - 1, place))]!++;
    }
    return count;
  });
  return {
    names: blocks.map(({ name }) => name),
    domain: [-reach, reach],
    edges: Array.from({ length: bins + 1 }, (_, i) => -reach + (2 * reach * i) / bins),
    counts,
  };
}

/** The bars of one histogram as a path. */
function barsOf(count: readonly number[], { edges }: Histograms, x: Scale, base: number): string {
  const most = Math.max(1, largest(count));
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
  common: Histograms,
  { x: left, y: top, width, say }: { x: number; y: number; width: number; say: Say },
): Tree {
  const base = top + panel.top + panel.height;
  const x: Scale = { domain: common.domain, range: [left, left + width] };
  const values = d3.ticks(...common.domain, 4);
  const texts = tickTexts(values);
  const ticks = thinTicks(
    values.map((at, i) => ({ at, text: texts[i]! })),
    { scale: x, vertical: false, fontSize: font },
  );
  const zero = rounded(toPixel(x, 0));
  const faint = { stroke: 'currentColor', 'stroke-dasharray': '3 3', opacity: 0.6 };
  const most = `${say('count')} ≤ ${formatCount(Math.max(0, largest(count)))}`;
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

/** Draws each histogram below its matrix: at the place and as wide as `columns` say, in as many rows as they have. */
export function drawHistograms(
  histograms: Histograms,
  columns: readonly { readonly x: number; readonly y: number; readonly width: number }[],
  width: number,
  say: Say,
): Tree {
  const rows = [...new Set(columns.map(({ y }) => y))];
  const rowHeight = panel.top + panel.height + panel.bottom;
  const height = rows.length * rowHeight + 4;
  return h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'gl-histograms',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-label': `${say('histograms')}: ${histograms.names.join(', ')}`,
      'font-family': fontFamily,
      'font-size': font,
      color: 'var(--jp-content-font-color1, #1f1f1f)',
      fill: 'currentColor',
    },
    columns.map(({ x, y, width: wide }, i) =>
      drawPanel(histograms.names[i]!, histograms.counts[i]!, histograms, {
        x,
        y: rows.indexOf(y) * rowHeight,
        width: wide,
        say,
      }),
    ),
  );
}
