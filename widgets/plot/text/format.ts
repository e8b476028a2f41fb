// Numbers as people read them.
import * as d3 from 'd3';

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

/** As few digits as tell ticks of this step apart: whole numbers where they are short enough, powers of ten elsewhere. */
function powered(step: number, largest: number): (x: number) => string {
  if (step >= 1 && largest < 1e8) return d3.format(',.0f');
  const digits = d3.format(`.${d3.precisionRound(step, largest) - 1}e`);
  return (x) => (x === 0 ? '0' : minus(digits(x).replace('−', '-').replace('e+', 'e')));
}

/** Ticks between two values with texts of one and the same precision. */
export function tickTexts(values: readonly number[]): string[] {
  if (values.length < 2) return values.map(formatShort);
  const steps = values.slice(1).map((v, i) => Math.abs(v - (values[i] ?? 0)));
  // 0.3 − 0.2 is a little less than 0.1, which would cost a decimal.
  const step = Number(Math.min(...steps).toPrecision(12));
  const largest = Math.max(...values.map(Math.abs));
  if (step === 0) return values.map(formatShort);
  if (largest < 1e-3 || largest >= 1e5) return values.map(powered(step, largest));
  return values.map(d3.format(`.${d3.precisionFixed(step)}f`));
}
