// From the state of a chart to numbers.
import { decodeArray, type ChartState } from '../../state/index.js';

/** Numbers drawn alike, as many `x` as `y` (one more edge than counts in a histogram). */
export interface OpenSeries {
  /** What the legend calls it. */
  readonly name: string;
  /** Where the numbers stand. */
  readonly x: ArrayLike<number>;
  /** The numbers. */
  readonly y: ArrayLike<number>;
}

/** A panel's numbers. */
export interface OpenPanel {
  /** Above the panel; empty for none. */
  readonly title: string;
  /** In the order in which they are drawn. */
  readonly series: readonly OpenSeries[];
}

/** Opens the state. Throws a RangeError or TypeError when numbers are missing or not as many as they should be. */
export function openChart({ panels, mark, names }: ChartState): OpenPanel[] {
  return panels.map(({ title, series }) => ({
    title,
    series: series.map(({ name, x, y }) => {
      const values = decodeArray(y).data;
      const places = x ? decodeArray(x).data : Float64Array.from(values.keys());
      const wanted = values.length + (mark === 'histogram' ? 1 : 0);
      if (places.length !== wanted) {
        throw new RangeError(
          `${values.length} values of ${name || 'a chart'} need ${wanted} places, but ${places.length} came`,
        );
      }
      if (mark === 'bars' && names && names.length !== values.length) {
        throw new RangeError(`${values.length} bars need as many names, not ${names.length}`);
      }
      return { name, x: places, y: values };
    }),
  }));
}
