import { ArgumentError } from '../errors.js';
import type { CutPattern } from './pattern.js';

/** How far a window is from a pattern; 0 where they are the same. */
export type Distance = (window: Float64Array) => number;

/** How far apart patterns are: see `FindPatternOptions`. */
export type PatternMetric = 'euclidean' | 'correlation' | 'onOff';

/** The distances from one pattern, by name. Windows hold the pattern's steps × units. */
export const metrics: Readonly<
  Record<PatternMetric, (pattern: CutPattern, threshold: number) => Distance>
> = {
  euclidean:
    ({ values }) =>
    (window) => {
      let squares = 0;
      for (let k = 0; k < window.length; k++) squares += (window[k]! - values[k]!) ** 2;
      return Math.sqrt(squares / window.length);
    },
  correlation: ({ values, units }) => {
    const wanted = unitShapes(values.slice(), units.length);
    const size = lengthOf(wanted);
    // Every place would be as far away as every other.
    if (size === 0) {
      throw new ArgumentError(
        'No unit of the pattern changes, so it has no shape to look for: cut out more steps, or choose another { metric }',
      );
    }
    return (window) => {
      const shape = unitShapes(window.slice(), units.length);
      const own = lengthOf(shape);
      // What never changes has no shape.
      if (own === 0) return 1;
      let product = 0;
      for (let k = 0; k < shape.length; k++) product += shape[k]! * wanted[k]!;
      return Math.max(0, 1 - product / (size * own));
    };
  },
  onOff: ({ values }, threshold) => {
    const isOn = values.map((value) => Number(value >= threshold));
    return (window) => {
      let apart = 0;
      for (let k = 0; k < window.length; k++)
        apart += Number(Number(window[k]! >= threshold) !== isOn[k]);
      return apart / window.length;
    };
  },
};

/** Takes each unit's mean off, in place; what never changes is 0 to the last digit. */
function unitShapes(window: Float64Array, units: number): Float64Array {
  const steps = window.length / units;
  for (let unit = 0; unit < units; unit++) {
    const first = window[unit]!;
    let mean = 0;
    for (let at = unit; at < window.length; at += units) mean += (window[at]! - first) / steps;
    for (let at = unit; at < window.length; at += units) window[at]! -= first + mean;
  }
  return window;
}

function lengthOf(values: Float64Array): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares);
}
