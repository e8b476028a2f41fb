import { chartOf, numbers } from '../helpers/chart.js';

const names = ['input', 'forget', 'candidate', 'output'];

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
          { name: 'layer one', x: null, y: numbers([0.2, 1.1, -0.3, 0.1]) },
          { name: 'layer two', x: null, y: numbers([-0.1, 0.9, 0.4, NaN]) },
        ],
      },
    ],
  });
