import { drawErrorCurve } from '../../../widgets/plot/error-table/error-curve.js';
import { speaker } from '../../../widgets/plot/text/words.js';
import { wired } from '../helpers/chart.js';

const curve = (value: (step: number) => number) =>
  Float64Array.from({ length: 302 }, (_, t) => value(t));

/** What it is drawn from, and matplotlib's beside it. */
export const numbers = {
  max: curve((t) => 1e-8 * (1 + t / 30) * (1.2 + Math.sin(t / 5))),
  mean: curve((t) => (t < 4 ? 0 : 2e-9 * (1 + t / 40) * (1.2 + Math.sin(t / 4)))),
  band: curve((t) => 6e-8 * (1 + t / 20)),
};

/**
 * Error at each step inside the band that rounding alone may reach; exact steps leave gaps.
 * @example lines({ max, mean }, { band: { low, high, name: 'rounding band' }, yscale: 'log' })
 */
export default () =>
  drawErrorCurve(
    {
      max: wired(numbers.max),
      mean: wired(numbers.mean),
      band: wired(numbers.band),
    },
    720,
    { step: 120, say: speaker('en') },
  );
