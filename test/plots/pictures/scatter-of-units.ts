import { chartOf, numbers } from '../helpers/chart.js';
import { stateMatrix } from '../helpers/matrix.js';

/**
 * Two units at each step, and the step that is looked at.
 * @example scatter(trace.h.pick(null, 0), trace.h.pick(null, 1), { xlabel: 'h[0]', ylabel: 'h[1]' })
 */
export default () => {
  const { data } = stateMatrix(2, 300, 3);
  const series = [{ name: '', x: numbers(data.slice(0, 300)), y: numbers(data.slice(300)) }];
  return chartOf({ mark: 'points', xlabel: 'h[0]', ylabel: 'h[1]', panels: [{ title: '', series }], timed: true, step: 40 }); // prettier-ignore
};
