// Arrays as text, laid out as NumPy's `array2string` lays them out by default (numpy/_core/arrayprint.py).
import { formatFor } from './number-text.js';
import type { Strided } from './storage.js';
import { sizeOf } from './storage.js';

interface Titled {
  readonly shape: readonly number[];
  readonly dtype: string;
}

/** Arrays of more numbers than this are shown by their corners. */
const threshold = 1000;
/** How many rows and columns of a corner are shown. */
const edge = 3;
const lineWidth = 75;

/** Such as `float32 ndarray, 302 × 30`. */
export function titleOf({ shape, dtype }: Titled): string {
  return `${dtype} ndarray, ${shape.join(' × ') || 'one value'}`;
}

/** The title of an array, and its numbers below. */
export function titledText(array: Strided & Titled): string {
  return `${titleOf(array)}\n${arrayText(array)}`;
}

/** An array's numbers as NumPy prints them: `[[0.  0.1]\n [1.  1.1]]`, `...` where some are left out. */
export function arrayText(array: Strided): string {
  const cut = sizeOf(array.shape) > threshold;
  const values = shownValues(array, cut);
  const format = formatFor(values, array.data);
  if (array.shape.length === 0) return format(values[0]!).trim();
  return sizeOf(array.shape) === 0
    ? '[]'
    : axisText(array, { format, cut, indent: ' ', width: lineWidth });
}

/** Which indices along an axis are shown; undefined stands for those left out. */
function shownIndices(length: number, cut: boolean): (number | undefined)[] {
  const all = (count: number, from = 0) => Array.from({ length: count }, (_, k) => from + k);
  if (!cut || length <= 2 * edge) return all(length);
  return [...all(edge), undefined, ...all(edge, length - edge)];
}

function shownValues({ data, shape, stride, offset }: Strided, cut: boolean): number[] {
  let places = [offset];
  for (const [axis, length] of shape.entries()) {
    const shown = shownIndices(length, cut).filter((index) => index !== undefined);
    places = places.flatMap((at) => shown.map((index) => at + index * stride[axis]!));
  }
  return places.map((at) => data[at]!);
}

interface Layout {
  readonly format: (value: number) => string;
  readonly cut: boolean;
  /** What every line but the first begins with. */
  readonly indent: string;
  /** Columns that are left for this axis. */
  readonly width: number;
}

function axisText(array: Strided, layout: Layout): string {
  const { data, shape, stride, offset } = array;
  const { format, cut, indent, width } = layout;
  const indices = shownIndices(shape[0]!, cut);
  const inner = { data, shape: shape.slice(1), stride: stride.slice(1) };
  if (inner.shape.length > 0) {
    const parts = indices.map((index) =>
      index === undefined
        ? '...'
        : axisText(
            { ...inner, offset: offset + index * stride[0]! },
            { format, cut, indent: `${indent} `, width: width - 1 },
          ),
    );
    return `[${parts.join('\n'.repeat(inner.shape.length) + indent)}]`;
  }
  const words = indices.map((index) =>
    index === undefined ? '...' : format(data[offset + index * stride[0]!]!),
  );
  return `[${wrapped(words, indent, width - 1)}]`;
}

/** Words in lines of at most `width` columns, every line after the first indented. */
function wrapped(words: readonly string[], indent: string, width: number): string {
  const lines: string[] = [];
  let line = indent;
  for (const [k, word] of words.entries()) {
    if (line.length + word.length > width && line.length > indent.length) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += word + (k < words.length - 1 ? ' ' : '');
  }
  return [...lines, line].join('\n').slice(indent.length);
}
