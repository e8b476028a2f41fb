// Where the texts of a picture lie, and what is wrong with that: cut at an edge, or one over another.
import { boldness, textWidth } from '../../../widgets/plot/text/measure.js';
import type { Tree } from '../../../widgets/plot/tree/tree.js';

/** A line of text in the picture's own pixels; upright texts are boxes as well. */
export interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Moved by `x` and `y`, and read from below where it is upright. */
interface Frame {
  readonly x: number;
  readonly y: number;
  readonly upright: boolean;
  readonly size: number;
  readonly bold: boolean;
  readonly anchor: string;
}

const numberOf = (value: unknown, usual = 0): number =>
  value === undefined || value === null ? usual : Number(value);

function moved(frame: Frame, tree: Tree): Frame {
  const { attributes: a } = tree;
  const transform = String(a['transform'] ?? '');
  const at = /translate\(([-\d.]+),([-\d.]+)\)/.exec(transform);
  // An svg inside an svg has a place of its own.
  const inner = tree.tag === 'svg' && a['viewBox'] !== undefined;
  const [vx = 0, vy = 0] = inner ? String(a['viewBox']).split(' ').map(Number) : [];
  const own = inner ? [numberOf(a['x']) - vx, numberOf(a['y']) - vy] : [0, 0];
  return {
    x: frame.x + (at ? Number(at[1]) : 0) + own[0]!,
    y: frame.y + (at ? Number(at[2]) : 0) + own[1]!,
    upright: frame.upright || transform.includes('rotate(-90)'),
    size: numberOf(a['font-size'], frame.size),
    bold: frame.bold || Number(a['font-weight']) >= 600,
    anchor: String(a['text-anchor'] ?? frame.anchor),
  };
}

const wordsOf = (child: Tree | string): string =>
  typeof child === 'string' ? child : child.children.map(wordsOf).join('');

function boxOf(text: string, frame: Frame, x: number, y: number): TextBox {
  const width = textWidth(text, frame.size) * (frame.bold ? boldness : 1);
  const before = { start: 0, middle: width / 2, end: width }[frame.anchor] ?? 0;
  const [up, down] = [frame.size * 0.76, frame.size * 0.22];
  if (!frame.upright)
    return {
      text,
      left: frame.x + x - before,
      right: frame.x + x - before + width,
      top: frame.y + y - up,
      bottom: frame.y + y + down,
    };
  return {
    text,
    left: frame.x + y - up,
    right: frame.x + y + down,
    top: frame.y - x + before - width,
    bottom: frame.y - x + before,
  };
}

/** All lines of text of a picture. */
export function textBoxes(tree: Tree, around?: Frame): TextBox[] {
  const outer = { x: 0, y: 0, upright: false, size: 16, bold: false, anchor: 'start' };
  const frame = around ? moved(around, tree) : { ...moved(outer, tree), x: 0, y: 0 };
  if (tree.tag !== 'text')
    return tree.children.flatMap((child) =>
      typeof child === 'string' ? [] : textBoxes(child, frame),
    );
  const [x, y] = [numberOf(tree.attributes['x']), numberOf(tree.attributes['y'])];
  const isLines = tree.children.every(
    (c) => typeof c !== 'string' && c.attributes['x'] !== undefined,
  );
  if (!isLines) return [boxOf(tree.children.map(wordsOf).join(''), frame, x, y)];
  let at = y;
  return tree.children.map((line) => {
    at += numberOf((line as Tree).attributes['dy']);
    return boxOf(wordsOf(line), frame, x, at);
  });
}

/** What is wrong with the texts of a picture, in words; nothing when all can be read. */
export function textFaults(tree: Tree): string[] {
  const [left = 0, top = 0, width = 0, height = 0] = String(tree.attributes['viewBox'])
    .split(' ')
    .map(Number);
  const boxes = textBoxes(tree).filter(({ text }) => text.trim() !== '');
  const cut = boxes
    .filter(
      (b) =>
        b.left < left - 1 ||
        b.top < top - 1 ||
        b.right > left + width + 1 ||
        b.bottom > top + height + 1,
    )
    .map((b) => `"${b.text}" is cut at the edge`);
  const over = boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter((b) => a.left < b.right - 1 && b.left < a.right - 1)
      .filter((b) => a.top < b.bottom - 1 && b.top < a.bottom - 1)
      .map((b) => `"${a.text}" and "${b.text}" overlap`),
  );
  return [...cut, ...over];
}
