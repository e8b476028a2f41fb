// Numbers of one array as text of one width, by the rules of NumPy's `FloatingFormat` and `IntegerFormat` (numpy/_core/arrayprint.py).
import type { Storage } from './storage.js';
import { largest, smallest } from '../lists/extremes.js';

/** Digits behind the point at most. */
const precision = 8;

/** How each number of an array is written, judged by the numbers that will be shown. */
export function formatFor(values: readonly number[], data: Storage): (value: number) => string {
  const isFloat = data instanceof Float32Array || data instanceof Float64Array;
  const isList = Array.isArray(data) && values.some((value) => !Number.isInteger(value));
  if (isFloat || isList) return floatFormat(values, data instanceof Float32Array);
  const width = Math.max(0, largest(values.map((value) => String(value).length)));
  return (value) => String(value).padStart(width);
}

function floatFormat(values: readonly number[], single: boolean): (value: number) => string {
  const finite = values.filter((value) => Number.isFinite(value));
  const exponential = isExponential(finite, single);
  const parts = finite.map((value) => digitsOf(value, { single, exponential }));
  const fraction = Math.max(0, largest(parts.map((part) => part.fraction.length)));
  const exponent = Math.max(0, largest(parts.map((part) => part.exponent.length)));
  let left = Math.max(0, largest(parts.map((part) => part.whole.length)));
  // What stands right of the point: of the exponent `e`, its sign and its digits.
  const right = fraction + (exponential && finite.length > 0 ? exponent + 2 : 0);
  for (const value of values) {
    if (!Number.isFinite(value)) left = Math.max(left, oddText(value).length - right - 1);
  }
  return (value) => {
    if (!Number.isFinite(value)) return oddText(value).padStart(left + right + 1);
    if (!exponential) {
      const part = digitsOf(value, { single, exponential });
      return `${part.whole.padStart(left)}.${part.fraction.padEnd(fraction)}`;
    }
    // All with as many digits as the longest, beyond those that tell the number from its neighbours.
    const part = partsOf(
      value,
      toEven((count) => Math.abs(value).toExponential(count), fraction),
    );
    const power = part.exponent.padStart(exponent, '0');
    return `${part.whole.padStart(left)}.${part.fraction}e${part.sign}${power}`;
  };
}

const oddText = (value: number) => (Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf');

/** Powers of ten are written where one number is far from 1, or the numbers far from each other. */
function isExponential(finite: readonly number[], single: boolean): boolean {
  const sizes = finite.filter((value) => value !== 0).map(Math.abs);
  if (sizes.length === 0) return false;
  const [least, greatest] = [smallest(sizes), largest(sizes)];
  const ratio = single ? Math.fround(greatest / least) : greatest / least;
  return (
    greatest >= (single ? 1e6 : 1e8) || least < (single ? Math.fround(1e-4) : 1e-4) || ratio > 1000
  );
}

interface Digits {
  /** In front of the point, with the sign. */
  readonly whole: string;
  readonly fraction: string;
  /** The digits of the exponent, at least two. */
  readonly exponent: string;
  readonly sign: '+' | '-';
}

/** The shortest digits that tell the number from its neighbours, or as many of them as the precision allows. */
function digitsOf(
  value: number,
  { single, exponential }: { single: boolean; exponential: boolean },
): Digits {
  const size = Math.abs(value);
  const shortest = single ? shortestSingle(size) : size.toExponential();
  const [significant = '', power] = shortest.split('e');
  const behind = significant.replace('.', '').length - 1 - (exponential ? 0 : Number(power));
  const digits = Math.min(precision, Math.max(0, behind));
  const write = (count: number) => (exponential ? size.toExponential(count) : size.toFixed(count));
  const parts = partsOf(value, toEven(write, digits));
  return { ...parts, fraction: parts.fraction.replace(/0+$/, '') };
}

/** The parts of a number whose size is written as `1.5` or `1.5e-7`. */
function partsOf(value: number, size: string): Digits {
  const [mantissa = '', exponent = '+0'] = size.split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return {
    whole: (value < 0 || Object.is(value, -0) ? '-' : '') + whole,
    fraction,
    exponent: exponent.slice(1).padStart(2, '0'),
    sign: exponent.startsWith('-') ? '-' : '+',
  };
}

/** A float32 in the fewest digits that still are this float32. */
function shortestSingle(size: number): string {
  for (let digits = 0; digits < 8; digits++) {
    const text = size.toExponential(digits);
    if (Math.fround(Number(text)) === size) return text;
  }
  return size.toExponential(8);
}

/** JavaScript rounds a number half-way between two texts up; NumPy takes the one with the even digit. */
function toEven(write: (digits: number) => string, digits: number): string {
  const up = write(digits);
  const [exact = '', exponent] = write(100).split('e');
  const end = exact.indexOf('.') + 1 + digits;
  const isTie = /^50*$/.test(exact.slice(end));
  const odd = /[13579]$/.test(up.split('e')[0]!);
  if (!isTie || !odd) return up;
  return exact.slice(0, end) + (exponent === undefined ? '' : `e${exponent}`);
}
