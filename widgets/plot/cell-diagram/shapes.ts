// The pieces of a wiring diagram: boxes with a value, operations, wires with numbers.
import { colorMap } from '../color/color-map.js';
import { h, type Child, type Tree } from '../tree/tree.js';

/** A place in the diagram. */
export type Place = readonly [x: number, y: number];

/** A number as the diagram writes it: three decimals, more digits for what would vanish. */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const text = value !== 0 && Math.abs(value) < 0.0005 ? value.toExponential(1) : value.toFixed(3);
  return text.replace('e+', 'e').replace(/-/g, '−');
}

/** RdBu's colour of a value between these limits, and the colour of text that can be read on it. */
export function fillOf(
  value: number,
  [low, high]: readonly [number, number],
): { fill: string; text: string } {
  const { rgb, size } = colorMap('RdBu');
  const place = (value - low) / (high - low || 1);
  const entry = Math.max(
    0,
    Math.min(size - 1, Math.floor((Number.isNaN(place) ? 0.5 : place) * size)),
  );
  const [r, g, b] = [rgb[entry * 3]!, rgb[entry * 3 + 1]!, rgb[entry * 3 + 2]!];
  const light = 0.2126 * (r / 255) ** 2.2 + 0.7152 * (g / 255) ** 2.2 + 0.0722 * (b / 255) ** 2.2;
  return { fill: `rgb(${r},${g},${b})`, text: light > 0.3 ? '#111' : '#fff' };
}

/** A gate: its symbol, what it is called, its activation and value. */
export interface GateBox {
  readonly at: Place;
  readonly name: string;
  readonly title: string;
  readonly activation: string;
  readonly value: number;
  readonly limits: readonly [number, number];
  readonly opened: boolean;
  readonly label: string;
  readonly open: (() => void) | null;
}

/** Size of a gate's box. */
export const boxSize = { width: 104, height: 68 } as const;

const activationSigns: Readonly<Record<string, string>> = {
  sigmoid: 'σ',
  tanh: 'tanh',
  relu: 'relu',
  linear: '=',
};

/** The short sign of an activation: σ, tanh, hard σ. */
export const signOf = (activation: string): string =>
  Object.hasOwn(activationSigns, activation)
    ? activationSigns[activation]!
    : activation.startsWith('hard_sigmoid')
      ? 'hard σ'
      : activation;

/** Draws a gate; it can be pressed when its sum can be opened. */
export function drawGate(gate: GateBox): Tree {
  const [x, y] = gate.at;
  const { width, height } = boxSize;
  const { fill, text } = fillOf(gate.value, gate.limits);
  const press = gate.open;
  const active = press
    ? {
        tabindex: 0,
        role: 'button',
        'aria-expanded': String(gate.opened),
        onclick: () => press(),
        onkeydown: (event: KeyboardEvent) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          event.stopPropagation();
          press();
        },
      }
    : {};
  return h(
    'g',
    {
      class: 'gl-gate',
      'data-gate': gate.name,
      'aria-label': gate.label,
      style: press ? 'cursor:pointer' : null,
      ...active,
    },
    h('rect', {
      x: x - width / 2,
      y: y - height / 2,
      width,
      height,
      rx: 7,
      fill,
      stroke: 'currentColor',
      'stroke-width': gate.opened ? 3 : 1.2,
    }),
    h(
      'text',
      { x: x - width / 2 + 8, y: y - 15, fill: text, 'font-size': 13 },
      h('tspan', { 'font-weight': 700, 'font-style': 'italic' }, gate.name),
      ` ${gate.title}`,
    ),
    h(
      'text',
      { x, y: y + 9, fill: text, 'font-size': 19, 'font-weight': 600, 'text-anchor': 'middle' },
      formatValue(gate.value),
    ),
    h(
      'text',
      { x, y: y + 26, fill: text, 'font-size': 11, 'text-anchor': 'middle' },
      signOf(gate.activation),
    ),
  );
}

/** Draws an operation in a circle: ×, +, 1− or an activation. */
export function drawOperation([x, y]: Place, sign: string): Tree {
  const wide = sign.length > 2;
  return h(
    'g',
    { class: 'gl-operation' },
    wide
      ? h('rect', {
          x: x - 26,
          y: y - 15,
          width: 52,
          height: 30,
          rx: 15,
          fill: 'none',
          stroke: 'currentColor',
          'stroke-width': 1.2,
        })
      : h('circle', {
          cx: x,
          cy: y,
          r: 15,
          fill: 'none',
          stroke: 'currentColor',
          'stroke-width': 1.2,
        }),
    h(
      'text',
      {
        x,
        y: y + (sign.length > 1 ? 4.5 : 6),
        'text-anchor': 'middle',
        'font-size': wide ? 13 : sign.length > 1 ? 13 : 17,
      },
      sign,
    ),
  );
}

/** An arrow head at `tip` of a wire that comes from `from`. */
function arrowHead([fromX, fromY]: Place, [x, y]: Place): string {
  const length = Math.hypot(x - fromX, y - fromY) || 1;
  const [dx, dy] = [(x - fromX) / length, (y - fromY) / length];
  const corner = (side: number): string =>
    `${x - 9 * dx - side * 4.5 * dy} ${y - 9 * dy + side * 4.5 * dx}`;
  return `M${x} ${y}L${corner(1)}L${corner(-1)}Z`;
}

/** Draws a wire through these places, with an arrow at its end unless it runs into another wire. */
export function drawWire(places: readonly Place[], arrow = true): Tree {
  const d = places.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  const [before, last] = [places.at(-2), places.at(-1)];
  return h(
    'g',
    { class: 'gl-wire' },
    h('path', { d, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6 }),
    arrow && before && last ? h('path', { d: arrowHead(before, last) }) : null,
  );
}

/** A dot where a wire branches. */
export const drawDot = ([x, y]: Place): Tree =>
  h('circle', { cx: x, cy: y, r: 3.2, fill: 'currentColor' });

/** A named number beside a wire; the name's index is set lower. */
export function drawNumber(
  [x, y]: Place,
  name: readonly [string, string?],
  value: number,
  anchor = 'middle',
): Tree {
  const subscript: Child = name[1] ? h('tspan', { dy: 4, 'font-size': 10 }, name[1]) : null;
  return h(
    'g',
    { class: 'gl-number' },
    h(
      'text',
      { x, y: y - 15, 'text-anchor': anchor, 'font-size': 13, 'font-style': 'italic' },
      h('tspan', {}, name[0]),
      subscript,
    ),
    h(
      'text',
      { x, y, 'text-anchor': anchor, 'font-size': 13, 'font-weight': 600 },
      formatValue(value),
    ),
  );
}
