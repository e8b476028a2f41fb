// Text of several lines in a picture.
import { h, rounded, type Attribute, type Tree } from '../tree/tree.js';

/** How far apart lines stand, as a share of their size. */
export const lineHeight = 1.25;

/** Draws lines below each other; `y` of the attributes is the baseline of the last one. */
export function drawTextLines(
  attributes: Readonly<Record<string, Attribute>> & { readonly x: number; readonly y: number },
  lines: readonly string[],
  size: number,
): Tree {
  if (lines.length < 2) return h('text', { ...attributes, 'font-size': size }, lines[0] ?? '');
  const step = rounded(size * lineHeight);
  const { x, y } = attributes;
  return h(
    'text',
    { ...attributes, y: y - (lines.length - 1) * step, 'font-size': size },
    lines.map((line, k) => h('tspan', { x, dy: k === 0 ? 0 : step }, line)),
  );
}
