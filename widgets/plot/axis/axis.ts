// An axis as SVG: a line of ticks with texts, in the colour of the text around it.
import { h, rounded, type Tree } from '../tree/tree.js';
import { toPixel, type Scale } from './scale.js';
import type { Tick } from './tick.js';

/** Which side of its panel an axis stands on. */
export type Side = 'bottom' | 'left' | 'right' | 'top';

/** An axis: `at` is its y (bottom, top) or x (left, right). */
export interface AxisOptions {
  /** Which side of the panel it is on. */
  readonly side: Side;
  /** Where it lies, in pixels. */
  readonly at: number;
  /** From data units to pixels. */
  readonly scale: Scale;
  /** The ticks to draw. */
  readonly ticks: readonly Tick[];
  /** Without texts only the small lines are drawn. */
  readonly texts?: boolean;
  /** In pixels. */
  readonly fontSize: number;
  /** Whether the texts of a bottom axis stand upright, for names longer than their cells are wide. */
  readonly turned?: boolean;
}

const tickLength = 5;

/** Half pixels, so that lines one pixel wide are sharp. */
export const crisp = (x: number): number => Math.round(x - 0.5) + 0.5;

function uprightText(text: string, fontSize: number): Tree {
  const at = `translate(${rounded(fontSize * 0.35)},${tickLength + 3}) rotate(-90)`;
  return h('text', { transform: at, 'text-anchor': 'end' }, text);
}

function drawTick(tick: Tick, { side, at, scale, texts, fontSize, turned }: AxisOptions): Tree {
  const place = crisp(toPixel(scale, tick.at));
  const out = side === 'bottom' || side === 'right' ? 1 : -1;
  const text = texts === false ? null : tick.text;
  if (side === 'bottom' || side === 'top') {
    return h(
      'g',
      { transform: `translate(${place},${at})` },
      h('line', { y2: out * tickLength, stroke: 'currentColor' }),
      text !== null && turned && uprightText(text, fontSize),
      text !== null &&
        !turned &&
        h(
          'text',
          {
            y: out > 0 ? tickLength + 2 + fontSize * 0.78 : -tickLength - 3,
            'text-anchor': 'middle',
          },
          text,
        ),
    );
  }
  return h(
    'g',
    { transform: `translate(${at},${place})` },
    h('line', { x2: out * tickLength, stroke: 'currentColor' }),
    text !== null &&
      h(
        'text',
        { x: out * (tickLength + 3), y: fontSize * 0.35, 'text-anchor': out > 0 ? 'start' : 'end' },
        text,
      ),
  );
}

/** The frame around a box of pixels: a line one pixel wide outside of it, so that none of them is covered. */
export const drawFrame = (
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  className: string | null = null,
): Tree =>
  h('rect', {
    class: className,
    x: x - 0.5,
    y: y - 0.5,
    width: width + 1,
    height: height + 1,
    fill: 'none',
    stroke: 'currentColor',
  });

/** Draws the ticks and texts; the line along the panel is the panel's frame. */
export function drawAxis(options: AxisOptions): Tree {
  return h(
    'g',
    {
      class: `gl-axis gl-axis-${options.side}`,
      fill: 'currentColor',
      'font-size': options.fontSize,
    },
    options.ticks.map((tick) => drawTick(tick, options)),
  );
}
