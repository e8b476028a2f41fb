import { chartOf, wired } from '../helpers/chart.js';
import { stateMatrix } from '../helpers/matrix.js';

const { data } = stateMatrix(2, 300, 3);
/** What it is drawn from, and matplotlib's beside it. */
export const numbers = { x: data.slice(0, 300), y: data.slice(300) };

/**
 * Two units at each step, and the step that is looked at.
 * @example scatter(trace.h.pick(null, 0), trace.h.pick(null, 1), { xlabel: 'h[0]', ylabel: 'h[1]' })
 */
export default () => {
  const series = [{ name: '', x: wired(numbers.x), y: wired(numbers.y) }];
  return chartOf({ mark: 'points', xlabel: 'h[0]', ylabel: 'h[1]', panels: [{ title: '', series }], timed: true, step: 40 }); // prettier-ignore
};
