// State of bars, histograms, scatter and phase plots, and small multiples of lines: one model, since they share all but their marks.
import { pictureDefaults, type PictureTraits } from './picture-state.js';
import type { WireArray } from './wire-array.js';

/** What stands for numbers: bars from zero, bars between edges, points, or points joined in their order. */
export type ChartMark = 'bars' | 'histogram' | 'points' | 'path';

/** Numbers drawn alike. `x` is null where they are counted from 0; a histogram's `x` are its edges, one more than its counts `y`. */
export interface ChartSeries {
  name: string;
  x: WireArray | null;
  y: WireArray;
}

/** One panel; all have the same axes. */
export interface ChartPanel {
  title: string;
  series: ChartSeries[];
}

/** State of `ChartModel`. */
export interface ChartState extends PictureTraits {
  mark: ChartMark;
  panels: ChartPanel[];
  /** A name for each bar; null counts them. */
  names: string[] | null;
  /** Whether the numbers of a series are its steps: then the chosen step is marked, and a point chooses its step. */
  timed: boolean;
}

/** Default state of a chart. */
export const chartDefaults = (): ChartState => ({
  ...pictureDefaults('Chart'),
  mark: 'points',
  panels: [],
  names: null,
  timed: false,
});
