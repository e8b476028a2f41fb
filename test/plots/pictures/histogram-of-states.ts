import { countedRange, countValues } from '../../../widgets/plot/chart/histogram.js';
import { chartOf, wired } from '../helpers/chart.js';
import { stateMatrix } from '../helpers/matrix.js';

/** What it is drawn from, and matplotlib's beside it. */
export const numbers = { h: stateMatrix(20, 200) };

/**
 * How often states are how large.
 * @example histogram(trace.h, { bins: 24, title: 'h of all units', xlabel: 'h' })
 */
export default () => {
  const { data } = numbers.h;
  const { edges, counts } = countValues(data, countedRange([data]), 24);
  const series = [{ name: 'h', x: wired(edges), y: wired(counts) }];
  return chartOf({ mark: 'histogram', title: 'h of all units', xlabel: 'h', ylabel: 'count', panels: [{ title: '', series }] }); // prettier-ignore
};
