// Numbers as people read them.
import * as d3 from 'd3';
import { largest, smallest } from '../../../src/lists/extremes.js';

const minus = (text: string): string => text.replace(/-/g, '−');

/** A number with about four significant digits: `0.1235`, `12.3`, `1.2e−8`. */
export function formatShort(x: number): string {
  if (Number.isNaN(x)) return 'NaN';
  if (!Number.isFinite(x)) return x < 0 ? '−∞' : '∞';
  if (x === 0) return '0';
  const size = Math.abs(x);
  const text = size >= 1e-3 && size < 1e5 ? String(Number(x.toPrecision(4))) : x.toExponential(2);
  return minus(text.replace('e+', 'e'));
}

/** Significant digits that are shown; all of them are told on hover, on focus and in what is copied. */
const shownDigits = 4;

/** How numbers of one column are written, so that their points stand below each other: four significant digits of the largest. */
export function alignedFormat(values: ArrayLike<number>): (x: number) => string {
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (size > most && size < Infinity) most = size;
  }
  if (most !== 0 && (most < 1e-3 || most >= 1e5)) return formatError;
  const decimals = Math.max(0, shownDigits - 1 - Math.floor(Math.log10(most || 1)));
  return (x) =>
    Number.isFinite(x)
      ? minus(x.toFixed(Math.min(decimals, 6))).replace(/^−(0\.?0*)$/, '$1')
      : formatShort(x);
}

/** A number with four significant digits, zeros at its end included: `0.4540`, `−1.000`. */
export function formatDigits(x: number): string {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || x === 0) return formatShort(x);
  if (size < 1e-3 || size >= 1e5) return formatError(x);
  return minus(x.toFixed(Math.max(0, shownDigits - 1 - Math.floor(Math.log10(size)))));
}

/** A power of ten, `1e−8`; other numbers as `formatShort` writes them. */
export function formatPower(x: number): string {
  const power = Math.round(Math.log10(x));
  return Math.abs(power) > 3 && Math.abs(x / 10 ** power - 1) < 1e-9
    ? minus(`1e${power}`)
    : formatShort(x);
}

/** Every digit that tells this number from its neighbours, of float32 when `single`. */
export function formatExact(x: number, single = false): string {
  if (!Number.isFinite(x)) return formatShort(x);
  if (!single) return minus(String(x));
  const digits = [6, 7, 8, 9].find((n) => Math.fround(Number(x.toPrecision(n))) === x) ?? 9;
  return minus(String(Number(x.toPrecision(digits))));
}

/** A whole number with thousands set apart. */
export const formatCount = d3.format(',d');

/** An error's magnitude: two decimals and a power of ten; 0 stays 0. */
export const formatError = (x: number): string =>
  x === 0 || !Number.isFinite(x) ? formatShort(x) : minus(x.toExponential(2).replace('e+', 'e'));

/** Decimals before the power of ten. Between 0 and a single other tick there is no precision in d3's sense: then up to two. */
function placesOf(step: number, largest: number): number {
  if (step !== largest) return d3.precisionRound(step, largest) - 1;
  const digits = Number(largest.toExponential(2)).toExponential().split('e')[0]!;
  return Math.max(0, digits.length - 2);
}

/** As few digits as tell ticks of this step apart: whole numbers where they are short enough, powers of ten elsewhere. */
function powered(step: number, largest: number): (x: number) => string {
  if (step >= 1 && largest < 1e8) return d3.format(',.0f');
  const digits = d3.format(`.${placesOf(step, largest)}e`);
  return (x) => (x === 0 ? '0' : minus(digits(x).replace('−', '-').replace('e+', 'e')));
}

/** Ticks between two values with texts of one and the same precision. */
export function tickTexts(values: readonly number[]): string[] {
  if (values.length < 2) return values.map(formatShort);
  const steps = values.slice(1).map((v, i) => Math.abs(v - (values[i] ?? 0)));
  // 0.3 − 0.2 is a little less than 0.1, which would cost a decimal.
  const step = Number(smallest(steps).toPrecision(12));
  const greatest = largest(values.map(Math.abs));
  if (step === 0) return values.map(formatShort);
  if (greatest < 1e-3 || greatest >= 1e5) return values.map(powered(step, greatest));
  return values.map(d3.format(`.${d3.precisionFixed(step)}f`));
}
