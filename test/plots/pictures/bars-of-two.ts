import { chartOf, wired } from '../helpers/chart.js';

const names = ['input', 'forget', 'candidate', 'output'];

/** What it is drawn from, and matplotlib's beside it. */
export const numbers = { one: [0.2, 1.1, -0.3, 0.1], two: [-0.1, 0.9, 0.4, NaN] };

/**
 * Two bars to a name, of both signs.
 * @example bars({ 'layer one': a, 'layer two': b }, { names: ['input', 'forget', 'candidate', 'output'], title: 'bias by gate', ylabel: 'mean' })
 */
export default () =>
  chartOf({
    mark: 'bars',
    title: 'bias by gate',
    ylabel: 'mean',
    names,
    panels: [
      {
        title: '',
        series: [
          { name: 'layer one', x: null, y: wired(numbers.one) },
          { name: 'layer two', x: null, y: wired(numbers.two) },
        ],
      },
    ],
  });
