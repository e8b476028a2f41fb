import { countedRange, countValues } from '../../plot/chart/histogram.js';
import { drawChart } from '../../plot/chart/draw-chart.js';
import { openChart } from '../../plot/chart/open-chart.js';
import { planChart } from '../../plot/chart/plan-chart.js';
import {
  chartDefaults,
  decodeArray,
  encodeArray,
  type ChartState,
  type ModuleTraits,
  type WireArray,
} from '../../state/index.js';
import { defineWidget } from '../core/define-widget.js';
import type { MimeBundle } from '../core/mime-bundle.js';
import { withoutModule } from '../core/own-widget.js';
import type { GateLink } from './gate-link.js';
import type { MatrixLike } from './matrix.js';
import { originOf } from './origin.js';
import { pictureBundle, stateOf, wireOf } from './picture.js';
import { joinLink } from './trace-link.js';

type ChartTraits = Omit<ChartState, keyof ModuleTraits | 'link'> & { link: GateLink | null };

/** Options of charts: any trait that is not their numbers. */
export type ChartOptions = Partial<Omit<ChartTraits, 'mark' | 'panels' | 'timed'>>;

/** One array, or several by their names. */
export type ChartValues = MatrixLike | Readonly<Record<string, MatrixLike>>;

/** Bars, histograms, scatter and phase plots, small multiples of lines. */
export class Chart extends defineWidget<ChartTraits>({
  name: 'Chart',
  ...withoutModule(chartDefaults),
  kinds: { link: 'widget' },
}) {
  override staticBundle(): MimeBundle {
    const state = stateOf(this, chartDefaults);
    const panels = openChart(state);
    const drawing = drawChart(state, panels, planChart(state, panels, this.width ?? 720));
    return pictureBundle(drawing, String(drawing.attributes['aria-label']) || this.mark);
  }
}

const isArray = (values: object): values is MatrixLike =>
  Array.isArray(values) || ArrayBuffer.isView(values) || 'shape' in values;

const namedOf = (values: ChartValues): [string, MatrixLike][] =>
  isArray(values) ? [[originOf(values)?.series ?? '', values]] : Object.entries(values);

/** An array of one axis. @throws RangeError for more */
function listOf(values: MatrixLike, what: string): WireArray {
  const wire = wireOf(values);
  if (wire.shape.length === 1) return wire;
  throw new RangeError(`${what} takes one axis of numbers, not ${wire.shape.join(' × ')}: pick a unit or a step`); // prettier-ignore
}

/** Bars that stand on zero: one array, or several by name beside each other. @throws RangeError for more than one axis, or as many names as there are not bars */
export function bars(values: ChartValues, options: ChartOptions = {}): Chart {
  const series = namedOf(values).map(([name, y]) => ({ name, x: null, y: listOf(y, 'bars') }));
  const panels = [{ title: '', series }];
  openChart({ ...chartDefaults(), mark: 'bars', panels, names: options.names ?? null });
  return new Chart({ ...options, mark: 'bars', panels });
}

/** How often numbers are in each of `bins` (10 unless told) bins, counted as NumPy does; several arrays by name share their bins. Arrays of any shape. */
export function histogram(
  values: ChartValues,
  { bins = 10, ...options }: ChartOptions & { readonly bins?: number } = {},
): Chart {
  if (!Number.isSafeInteger(bins) || bins < 1 || bins > 10_000) {
    throw new RangeError(`A histogram has between 1 and 10,000 bins, not ${bins}`);
  }
  const lists = namedOf(values).map(([name, array]) => [name, decodeArray(wireOf(array)).data] as const); // prettier-ignore
  const range = countedRange(lists.map(([, data]) => data));
  const series = lists.map(([name, data]) => {
    const { edges, counts } = countValues(data, range, bins);
    return { name, x: encodeArray(edges, [bins + 1]), y: encodeArray(counts, [bins]) };
  });
  return new Chart({ ylabel: 'count', ...options, mark: 'histogram', panels: [{ title: '', series }] }); // prettier-ignore
}

/** `y` over `x` as points or, joined, as a path; linked by its steps where both are units of one trace. */
function pairs(
  mark: 'points' | 'path',
  [x, y]: readonly [MatrixLike, MatrixLike],
  options: ChartOptions,
) {
  const [across, up] = [listOf(x, 'A chart'), listOf(y, 'A chart')];
  const panels = [{ title: '', series: [{ name: '', x: across, y: up }] }];
  openChart({ ...chartDefaults(), mark, panels });
  const [a, b] = [originOf(x), originOf(y)];
  const isOne = a !== undefined && a.trace === b?.trace;
  const link = isOne ? joinLink(a.trace, options) : null;
  const labels = { xlabel: a?.series ?? '', ylabel: b?.series ?? '' };
  return new Chart({ link, ...labels, ...options, mark, panels, timed: isOne || mark === 'path' });
}

/** Points or paths by name: where each has its numbers from left to right, and from bottom to top. */
export type NamedPairs = Readonly<Record<string, readonly [x: MatrixLike, y: MatrixLike]>>;

/** A point for each pair of numbers. @throws RangeError when there are not as many of both, or they have more than one axis */
export function scatter(x: MatrixLike, y: MatrixLike, options?: ChartOptions): Chart;
/** Several clouds of points in one picture, such as `scatter({ f: [shut, open], i: [shutI, openI] })`. @throws as above */
export function scatter(named: NamedPairs, options?: ChartOptions): Chart;
export function scatter(
  first: MatrixLike | NamedPairs,
  second: MatrixLike | ChartOptions = {},
  options: ChartOptions = {},
): Chart {
  if (isArray(first)) return pairs('points', [first, second as MatrixLike], options);
  const series = Object.entries(first).map(([name, [x, y]]) => {
    return { name, x: listOf(x, 'A chart'), y: listOf(y, 'A chart') };
  });
  const panels = [{ title: '', series }];
  openChart({ ...chartDefaults(), mark: 'points', panels });
  return new Chart({ ...(second as ChartOptions), mark: 'points', panels });
}

/**
 * A phase plot: two numbers of each step, joined in the order of steps, such as two units of a trace (`phase(trace.h.pick(null, 3), trace.c.pick(null, 3))`); the
 * step that is looked at is marked. @throws as `scatter` does
 */
export const phase = (x: MatrixLike, y: MatrixLike, options: ChartOptions = {}): Chart =>
  pairs('path', [x, y], options);

/** The most panels of one picture. */
const mostPanels = 64;

/**
 * A small panel of lines over time for each unit, all with the same axes: one series of steps × units, or several by name, whose lines share the panels.
 * `units` chooses; the first twelve unless told.
 * @throws RangeError for units that are not there, for more than 64, and for arrays of other shapes
 */
export function multiples(
  values: ChartValues,
  { units, ...options }: ChartOptions & { readonly units?: readonly number[] } = {},
): Chart {
  const named = namedOf(values).map(([name, array]) => [name, decodeArray(wireOf(array))] as const);
  const [steps = 0, count = 0] = named[0]?.[1].shape ?? [];
  const chosen = units ?? Array.from({ length: Math.min(12, count) }, (_, unit) => unit);
  if (named.some(([, { shape }]) => shape.length !== 2 || shape[0] !== steps || shape[1] !== count))
    throw new RangeError('Small multiples take series of one shape, steps × units');
  const missing = chosen.find((unit) => !(Number.isInteger(unit) && unit >= 0 && unit < count));
  if (missing !== undefined) throw new RangeError(`There is no unit ${missing} among ${count}`);
  if (chosen.length > mostPanels)
    throw new RangeError(`${chosen.length} panels are too many for one picture (at most ${mostPanels}): choose units`); // prettier-ignore
  const panels = chosen.map((unit) => ({
    title: `unit ${unit}`,
    series: named.map(([name, { data }]) => {
      const line = Float64Array.from({ length: steps }, (_, t) => data[t * count + unit]!);
      return { name, x: null, y: encodeArray(line, [steps]) };
    }),
  }));
  const traces = new Set(namedOf(values).map(([, array]) => originOf(array)?.trace));
  const [trace] = traces;
  const link = trace && traces.size === 1 ? joinLink(trace, options) : null;
  const title = chosen.length < count ? `${chosen.length} of ${count} units` : '';
  return new Chart({ link, title, xlabel: 'step', ...options, mark: 'path', panels, timed: true });
}
