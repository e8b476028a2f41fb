// The pieces of a wiring diagram: boxes with a value, operations, wires with numbers.
import { chooseMap } from '../color/choose-map.js';
import { boldness, textWidth } from '../text/measure.js';
import { formatDigits } from '../text/numbers.js';
import { h, rounded, type Child, type Tree } from '../tree/tree.js';

/** A place in the diagram. */
export type Place = readonly [x: number, y: number];

/** A number as the diagram writes it: four significant digits, a power of ten of what would vanish. */
export const formatValue = formatDigits;

/** The colour of a value between these limits, the one that heatmaps give it, and the colour of text that can be read on it. */
export function fillOf(
  value: number,
  [low, high]: readonly [number, number],
): { fill: string; text: string } {
  const quantity = low < 0 ? 'hidden' : 'gate';
  const { rgb, size } = chooseMap('auto', { quantity, norm: 'linear', vmin: low, vmax: high });
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
  /** Its middle. */
  readonly at: Place;
  /** Its symbol, such as `f`. */
  readonly name: string;
  /** What it is called, such as `forget gate`. */
  readonly title: string;
  /** The name of its activation. */
  readonly activation: string;
  /** What it lets through at this moment. */
  readonly value: number;
  /** Values at the two ends of its colours. */
  readonly limits: readonly [number, number];
  /** Whether its sum is opened. */
  readonly opened: boolean;
  /** What is read aloud. */
  readonly label: string;
  /** Opens its sum; null in a picture that cannot be pressed. */
  readonly open: (() => void) | null;
}

/** Size of a gate's box. */
export const boxSize = { width: 148, height: 96 } as const;

const activationSigns: Readonly<Record<string, string>> = {
  sigmoid: 'σ',
  tanh: 'tanh',
  relu: 'relu',
  linear: '=',
};

/** A number in bold letters, at most `size` pixels high, that stays within `room` pixels about its middle. */
function boldNumber(
  value: number,
  [x, y]: Place,
  fill: string,
  fit: { room: number; size: number },
): Tree {
  const text = formatValue(value);
  const size = Math.min(fit.size, Math.floor(fit.room / (textWidth(text, 1) * boldness)));
  const look = { fill, 'text-anchor': 'middle', 'font-size': size, 'font-weight': 600 };
  return h('text', { x, y, ...look }, text);
}

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
      rx: 9,
      fill,
      stroke: 'currentColor',
      'stroke-width': gate.opened ? 4.5 : 1.6,
    }),
    h(
      'text',
      { x: x - width / 2 + 11, y: y - 23, fill: text, 'font-size': 17 },
      h('tspan', { 'font-weight': 700, 'font-style': 'italic' }, gate.name),
      ` ${gate.title}`,
    ),
    boldNumber(gate.value, [x, y + 14], text, { room: width - 20, size: 30 }),
    h(
      'text',
      { x, y: y + 38, fill: text, 'font-size': 15, 'text-anchor': 'middle' },
      signOf(gate.activation),
    ),
  );
}

/** An operation in a circle: ×, +, 1− or an activation. */
export interface Operation {
  /** Its middle. */
  readonly at: Place;
  /** What stands in the circle. */
  readonly sign: string;
}

/** Draws an operation. */
export function drawOperation({ at: [x, y], sign }: Operation): Tree {
  const wide = sign.length > 2;
  const outline = { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.8 };
  return h(
    'g',
    { class: 'gl-operation' },
    wide
      ? h('rect', { x: x - 34, y: y - 18, width: 68, height: 36, rx: 18, ...outline })
      : h('circle', { cx: x, cy: y, r: 18, ...outline }),
    h(
      'text',
      {
        x,
        y: y + (sign.length > 1 ? 6 : 8),
        'text-anchor': 'middle',
        'font-size': sign.length > 1 ? 17 : 24,
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
    `${rounded(x - 12 * dx - side * 6 * dy)} ${rounded(y - 12 * dy + side * 6 * dx)}`;
  return `M${x} ${y}L${corner(1)}L${corner(-1)}Z`;
}

/** Draws a wire through these places, with an arrow at its end unless it runs into another wire. */
export function drawWire(places: readonly Place[], arrow = true): Tree {
  const d = places.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  const [before, last] = [places.at(-2), places.at(-1)];
  return h(
    'g',
    { class: 'gl-wire' },
    h('path', {
      d,
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': 2.2,
      'stroke-linejoin': 'round',
    }),
    arrow && before && last ? h('path', { d: arrowHead(before, last) }) : null,
  );
}

/** A dot where a wire branches. */
export const drawDot = ([x, y]: Place): Tree =>
  h('circle', { cx: x, cy: y, r: 4.5, fill: 'currentColor' });

/** A named number that lies on its wire, coloured by sign and size. The name stands above unless told. */
export interface ValueChip {
  /** Its middle. */
  readonly at: Place;
  /** The name and its index. */
  readonly name: readonly [string, string?];
  /** The number. */
  readonly value: number;
  /** Values at the two ends of its colours. */
  readonly limits: readonly [number, number];
  /** The name stands at the right: for wires that run upwards. */
  readonly beside?: boolean;
  /** The name stands below. */
  readonly below?: boolean;
}

const chipSize = { width: 100, height: 36 } as const;

/** Draws a named number. */
export function drawChip({ at: [x, y], name, value, limits, beside, below }: ValueChip): Tree {
  const { width, height } = chipSize;
  const { fill, text } = fillOf(value, limits);
  const nameAt = beside
    ? { x: x + width / 2 + 10, y: y + 6 }
    : { x, y: below ? y + height / 2 + 21 : y - height / 2 - 10, 'text-anchor': 'middle' };
  const [word, index] = name;
  const subscript: Child = index ? h('tspan', { dy: 5, 'font-size': 13 }, index) : null;
  return h(
    'g',
    { class: 'gl-number' },
    h('rect', {
      x: x - width / 2,
      y: y - height / 2,
      width,
      height,
      rx: height / 2,
      fill,
      stroke: 'currentColor',
      'stroke-width': 1.2,
    }),
    h(
      'text',
      { ...nameAt, 'font-size': 18, 'font-style': 'italic' },
      h('tspan', {}, word),
      subscript,
    ),
    boldNumber(value, [x, y + 7], text, { room: width - 10, size: 20 }),
  );
}
