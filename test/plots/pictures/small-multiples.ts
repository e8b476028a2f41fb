import { chartOf, wired } from '../helpers/chart.js';
import { stateMatrix } from '../helpers/matrix.js';

/** What it is drawn from, and matplotlib's beside it. */
export const numbers = { h: stateMatrix(10, 150, 6) };

/**
 * Ten units, each in a panel of its own, with the same axes.
 * @example multiples(trace.h, { units: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] })
 */
export default () => {
  const { data } = numbers.h;
  const panels = Array.from({ length: 10 }, (_, unit) => ({
    title: `unit ${unit}`,
    series: [{ name: 'h', x: null, y: wired(data.slice(unit * 150, (unit + 1) * 150)) }],
  }));
  return chartOf({ mark: 'path', title: '10 of 30 units', xlabel: 'step', ylabel: 'h', panels, timed: true, step: 70 }); // prettier-ignore
};
