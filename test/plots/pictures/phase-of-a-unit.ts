import { chartOf, wired } from '../helpers/chart.js';

const times = Array.from({ length: 240 }, (_, k) => k / 12);
/** What it is drawn from, and matplotlib's beside it. */
export const numbers = {
  x: times.map((t) => Math.sin(t) * Math.exp(-t / 14)),
  y: times.map((t) => Math.cos(t) * Math.exp(-t / 14)),
};

/**
 * A unit's way through its state and its memory.
 * @example phase(trace.h.pick(null, 3), trace.c.pick(null, 3), { title: 'unit 3', step: 60 })
 */
export default () => {
  const x = wired(numbers.x);
  const y = wired(numbers.y);
  return chartOf({ mark: 'path', title: 'unit 3', xlabel: 'h', ylabel: 'c', panels: [{ title: '', series: [{ name: '', x, y }] }], timed: true, step: 60 }); // prettier-ignore
};
