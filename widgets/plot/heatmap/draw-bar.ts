// A colour bar around its gradient: frame, arrows for what is beyond the limits, ticks, label, swatch for NaN.
import { drawAxis, drawFrame } from '../axis/axis.js';
import { cssOf } from '../color/palette.js';
import { fitText, textWidth } from '../text/measure.js';
import type { Say } from '../text/words.js';
import { h, type Tree } from '../tree/tree.js';
import { barTicks } from './bar-ticks.js';
import { badText, barsTogether, extendOf } from './bars.js';
import type { BarBox } from './boxes.js';
import { sizes } from './sizes.js';
import type { HeatmapPlan } from './plan.js';
import { largest } from '../../../src/lists/extremes.js';

function drawArrow(bar: BarBox, up: boolean, fill: string): Tree {
  const base = up ? bar.y : bar.y + bar.height;
  const length = Math.max(6, Math.round(bar.height * 0.05));
  const tip = up ? base - length : base + length;
  return h('path', {
    class: up ? 'gl-extend-max' : 'gl-extend-min',
    d: `M${bar.x - 0.5} ${base}L${bar.x + bar.width / 2} ${tip}L${bar.x + bar.width + 0.5} ${base}Z`,
    fill,
    stroke: 'currentColor',
  });
}

function drawSwatch(plan: HeatmapPlan, bar: BarBox): Tree | null {
  const text = badText(plan.spec, plan.panels[bar.facet]!.coloring);
  if (text === '') return null;
  const extended = extendOf(plan.spec, plan.panels[bar.facet]!.coloring);
  const y = bar.y + bar.height + 11 + (extended.under ? Math.round(bar.height * 0.05) : 0);
  return h(
    'g',
    { class: 'gl-bad' },
    h('rect', {
      x: bar.x - 0.5,
      y,
      width: bar.width + 1,
      height: 11,
      fill: plan.spec.badcolor,
      stroke: 'currentColor',
    }),
    h('text', { x: bar.x + bar.width + 8, y: y + 9.5 }, text),
  );
}

/** What bars of a quantity are called where the titles of their panels are too long. */
const quantityWords = {
  gate: 'quantityGate',
  hidden: 'quantityHidden',
  cell: 'quantityCell',
  error: 'quantityError',
  weight: 'quantityWeight',
  magnitude: 'quantityMagnitude',
  value: 'quantityValue',
} as const;

function labelOf({ spec, layout }: HeatmapPlan, bar: BarBox, say: Say): string {
  const fits = textWidth(bar.label, sizes.label) <= bar.height + 30;
  if (fits || layout.bars.length < 2 || !barsTogether(spec)) return bar.label;
  return say(quantityWords[spec.facets[bar.facet]!.quantity]);
}

function drawLabel(label: string, bar: BarBox, widest: number): Tree | null {
  if (label === '') return null;
  const x = bar.x + bar.width + 9 + widest + 6 + sizes.label * 0.8;
  return h(
    'text',
    {
      class: 'gl-bar-label',
      transform: `translate(${x},${bar.y + bar.height / 2}) rotate(-90)`,
      'text-anchor': 'middle',
      'font-size': sizes.label,
    },
    fitText(label, bar.height + 30, sizes.label),
  );
}

/** Draws one colour bar without its gradient, which is painted like the cells. */
export function drawBar(plan: HeatmapPlan, bar: BarBox, say: Say): Tree {
  const { coloring } = plan.panels[bar.facet]!;
  const { palette, norm } = coloring;
  const extended = extendOf(plan.spec, coloring);
  const ticks = barTicks(plan.spec.norm.type, norm, bar.height);
  const widest = Math.max(0, largest(ticks.map((tick) => textWidth(tick.text, sizes.font))));
  return h(
    'g',
    { class: 'gl-bar', fill: 'currentColor', 'font-size': sizes.font },
    drawFrame(bar),
    extended.over && drawArrow(bar, true, cssOf(palette, palette.size + 1)),
    extended.under && drawArrow(bar, false, cssOf(palette, palette.size)),
    drawAxis({
      side: 'right',
      at: bar.x + bar.width,
      scale: { domain: [0, 1], range: [bar.y + bar.height, bar.y] },
      ticks,
      fontSize: sizes.font,
    }),
    drawLabel(labelOf(plan, bar, say), bar, widest),
    drawSwatch(plan, bar),
  );
}
