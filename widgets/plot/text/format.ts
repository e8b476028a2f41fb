// Counts, and numbers beside each other at an axis.
import * as d3 from 'd3';
import { largest, smallest } from '../../../src/lists/extremes.js';
import { formatShort, minus } from './numbers.js';

/** A whole number with thousands set apart. */
export const formatCount = d3.format(',d');

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
