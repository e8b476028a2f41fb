// Eigenvalues in the complex plane, with the circle that divides what fades from what grows.
import type { FixedPoint } from '../../../src/populations/fixed-points.js';
import type { ChartSeries } from '../../state/index.js';
import { Chart } from './charts.js';
import { wireOf } from './picture.js';

/** Fixed points that are drawn: as many as a legend holds. */
const mostPoints = 5;

const seriesOf = (name: string, x: readonly number[], y: readonly number[]): ChartSeries => ({
  name,
  x: wireOf(Float64Array.from(x)),
  y: wireOf(Float64Array.from(y)),
});

const angles = Array.from({ length: 121 }, (_, k) => (k * Math.PI) / 60);

/** The eigenvalues of fixed points, the slowest points first; undefined where there is none. */
export function eigenvalueChart(points: readonly FixedPoint[]): Chart | undefined {
  if (points.length === 0) return undefined;
  const series = points.slice(0, mostPoints).map(({ kind, eigenvalues }, k) =>
    seriesOf(
      `${kind} ${k}`,
      eigenvalues.map(({ re }) => re),
      eigenvalues.map(({ im }) => im),
    ),
  );
  const circle = seriesOf('|λ| = 1', angles.map(Math.cos), angles.map(Math.sin));
  const few = points.length > mostPoints ? `, ${mostPoints} of ${points.length} points` : '';
  return new Chart({
    mark: 'points',
    panels: [{ title: '', series: [...series, circle] }],
    title: `eigenvalues of a step${few}`,
    xlabel: 'Re λ',
    ylabel: 'Im λ',
    // What is drawn in is as wide as high, so that the circle is one.
    width: 420,
    height: 434,
  });
}
