// A colour bar around its gradient: frame, arrows for what is beyond the limits, ticks, label, swatch for NaN.
import { drawAxis, drawFrame } from '../axis/axis.js';
import { cssOf } from '../color/palette.js';
import { fitText, textWidth } from '../text/measure.js';
import { h, type Tree } from '../tree/tree.js';
import { barTicks } from './bar-ticks.js';
import { badText, extendOf } from './bars.js';
import { sizes, type BarBox } from './layout.js';
import type { HeatmapPlan } from './plan.js';

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

function drawLabel(plan: HeatmapPlan, bar: BarBox, widest: number): Tree | null {
  const { colorbarLabel } = plan.spec;
  if (!colorbarLabel) return null;
  const x = bar.x + bar.width + 9 + widest + 6 + sizes.label * 0.8;
  return h(
    'text',
    {
      class: 'gl-bar-label',
      transform: `translate(${x},${bar.y + bar.height / 2}) rotate(-90)`,
      'text-anchor': 'middle',
      'font-size': sizes.label,
    },
    fitText(colorbarLabel, bar.height + 30, sizes.label),
  );
}

/** Draws one colour bar without its gradient, which is painted like the cells. */
export function drawBar(plan: HeatmapPlan, bar: BarBox): Tree {
  const { coloring } = plan.panels[bar.facet]!;
  const { palette, norm } = coloring;
  const extended = extendOf(plan.spec, coloring);
  const ticks = barTicks(plan.spec.norm.type, norm, bar.height);
  const widest = Math.max(...ticks.map((tick) => textWidth(tick.text, sizes.font)), 0);
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
    drawLabel(plan, bar, widest),
    bar.caption !== '' &&
      h(
        'text',
        { x: bar.x, y: bar.y - (extended.over ? 14 : 7), 'font-size': sizes.panelTitle },
        fitText(bar.caption, widest + bar.width + 16, sizes.panelTitle),
      ),
    drawSwatch(plan, bar),
  );
}
