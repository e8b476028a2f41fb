import { chartOf, numbers } from '../helpers/chart.js';

/**
 * A unit's way through its state and its memory.
 * @example phase(trace.h.pick(null, 3), trace.c.pick(null, 3), { title: 'unit 3', step: 60 })
 */
export default () => {
  const t = Array.from({ length: 240 }, (_, k) => k / 12);
  const x = numbers(t.map((k) => Math.sin(k) * Math.exp(-k / 14)));
  const y = numbers(t.map((k) => Math.cos(k) * Math.exp(-k / 14)));
  return chartOf({ mark: 'path', title: 'unit 3', xlabel: 'h', ylabel: 'c', panels: [{ title: '', series: [{ name: '', x, y }] }], timed: true, step: 60 }); // prettier-ignore
};
