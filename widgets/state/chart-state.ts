// State of bars, histograms, scatter and phase plots, and small multiples of lines: one model, since they share all but their marks.
import { pictureDefaults, type PictureTraits } from './picture-state.js';
import type { WireArray } from './wire-array.js';

/** What stands for numbers: bars from zero, bars between edges, points, or points joined in their order. */
export type ChartMark = 'bars' | 'histogram' | 'points' | 'path';

/** Numbers drawn alike. `x` is null where they are counted from 0; a histogram's `x` are its edges, one more than its counts `y`. */
export interface ChartSeries {
  /** What the legend calls it; empty where there is nothing to tell apart. */
  name: string;
  /** Where the numbers stand; null counts them from 0. */
  x: WireArray | null;
  /** The numbers. */
  y: WireArray;
}

/** One panel; all have the same axes. */
export interface ChartPanel {
  /** Above the panel; empty for none. */
  title: string;
  /** What is drawn in it, one over the other. */
  series: ChartSeries[];
}

/** State of `ChartModel`. */
export interface ChartState extends PictureTraits {
  /** How the numbers are drawn. */
  mark: ChartMark;
  /** The panels, beside each other. */
  panels: ChartPanel[];
  /** Where the axis from left to right begins and ends; null goes by the numbers. */
  xmin: number | null;
  /** See `xmin`. */
  xmax: number | null;
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
  xmin: null,
  xmax: null,
  names: null,
  timed: false,
});
