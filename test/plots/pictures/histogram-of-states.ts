import { countedRange, countValues } from '../../../widgets/plot/chart/histogram.js';
import { chartOf, numbers } from '../helpers/chart.js';
import { stateMatrix } from '../helpers/matrix.js';

/**
 * How often states are how large.
 * @example histogram(trace.h, { bins: 24, title: 'h of all units', xlabel: 'h' })
 */
export default () => {
  const { data } = stateMatrix(20, 200);
  const { edges, counts } = countValues(data, countedRange([data]), 24);
  const series = [{ name: 'h', x: numbers(edges), y: numbers(counts) }];
  return chartOf({ mark: 'histogram', title: 'h of all units', xlabel: 'h', ylabel: 'count', panels: [{ title: '', series }] }); // prettier-ignore
};
