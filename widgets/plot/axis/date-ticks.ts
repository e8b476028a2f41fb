// Ticks of an axis whose cells are named by dates: at the beginnings of years, months or days, not at every so many cells.
import * as d3 from 'd3';
import type { Scale } from './scale.js';
import type { Tick } from './tick.js';

const iso = /^\d{4}-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?)?)?$/;

/** Milliseconds of an ISO date such as `1796-07`, `2024-01-31` or `2024-01-31 12:30`, in UTC; NaN for other texts. */
function timeOf(name: string): number {
  if (!iso.test(name)) return NaN;
  const text = name.replace(' ', 'T');
  return Date.parse(text.includes('T') && !text.endsWith('Z') ? `${text}Z` : text);
}

const parsed = new WeakMap<readonly string[], Float64Array | null>();

/** The times of names when all are dates and none goes back; null otherwise. */
function timesOf(names: readonly string[]): Float64Array | null {
  const known = parsed.get(names);
  if (known !== undefined) return known;
  const times = Float64Array.from(names, timeOf);
  const good = times.length > 1 && times.every((time, i) => i === 0 || time >= times[i - 1]!);
  const result = good && times[0]! < times.at(-1)! ? times : null;
  parsed.set(names, result);
  return result;
}

/** Whether these names are dates in order. */
export const areDates = (names: readonly string[]): boolean => timesOf(names) !== null;

/** As much of a date as tells these ticks apart. */
function formatFor(ticks: readonly Date[]): (date: Date) => string {
  const at = (interval: d3.TimeInterval): boolean =>
    ticks.every((date) => interval(date).getTime() === date.getTime());
  if (at(d3.utcYear)) return d3.utcFormat('%Y');
  if (at(d3.utcMonth)) return d3.utcFormat('%Y-%m');
  return d3.utcFormat(at(d3.utcDay) ? '%Y-%m-%d' : '%H:%M');
}

/** About `count` ticks in the visible part of an axis of cells named by dates; null when the names are something else. */
export function dateTicks(
  names: readonly string[],
  { domain }: Scale,
  count: number,
): Tick[] | null {
  const times = timesOf(names);
  if (!times) return null;
  const last = times.length - 1;
  const cell = (at: number): number => Math.max(0, Math.min(last, at));
  const from = times[cell(Math.floor(Math.min(...domain)))]!;
  const to = times[cell(Math.ceil(Math.max(...domain)) - 1)]!;
  const dates = d3.utcTicks(new Date(from), new Date(to), Math.max(2, count));
  const format = formatFor(dates);
  // A tick stands at the first cell that is not earlier.
  return dates.map((date) => ({
    at: cell(d3.bisectLeft(times, date.getTime())) + 0.5,
    text: format(date),
  }));
}
