// State of `ErrorTableModel`: a comparison as numbers in columns, whoever made it.
import type { HeatmapFacet } from './heatmap-state.js';
import { pictureDefaults, type PictureTraits } from './picture-state.js';
import type { WireArray } from './wire-array.js';

/** One column. `index` columns are whole numbers, `error` ones are magnitudes (scientific), `ulp` counts. */
export interface ErrorColumn {
  /** Known names: `step unit ours reference absolute relative ulp sample`; others are allowed. */
  name: string;
  /** What the heading shows. */
  label: string;
  /** How its numbers are written. */
  kind: 'index' | 'value' | 'error' | 'ulp';
  /** rows (float64 or int32). */
  values: WireArray;
}

/** A number above the table, such as the largest difference. */
export interface ErrorMeasure {
  /** What it is. */
  label: string;
  /** The number, ready to be shown. */
  value: string;
}

/** Error at each step: largest and mean over units, and the edge of the rounding band where there is one (each: steps). */
export interface ErrorCurve {
  /** The largest error of each step. */
  max: WireArray;
  /** The mean error of each step. */
  mean: WireArray;
  /** The edge of the rounding band at each step; null where there is none. */
  band: WireArray | null;
}

/** Another reading of the layer that was tried: what it is, the largest error it leaves, whether that is rounding. */
export interface TriedReading {
  /** What was tried, in a few words. */
  label: string;
  /** null where it could not be computed at all. */
  maxAbs: number | null;
  /** Steps that were looked at before it was given up. */
  steps: number;
  /** Whether the error that it leaves is rounding. */
  explains: boolean;
}

/** State of an error table. */
export interface ErrorTableState extends PictureTraits {
  /** In the order in which they stand. */
  columns: ErrorColumn[];
  /** Rows there are in all: more than the columns hold when only the worst were sent. */
  total: number;
  /** In the order in which they stand. */
  measures: ErrorMeasure[];
  /** What the differences come to; empty where nobody has said. */
  verdict: 'rounding' | 'convention' | 'unexplained' | 'undecided' | '';
  /** The share of the work that is done while the verdict is being worked out; null when nothing is. */
  progress: number | null;
  /** One or two sentences: the verdict with its evidence. */
  verdictText: string;
  /** What to change; empty unless the verdict is `convention`. */
  repair: string;
  /** Who defines the conventions so; empty unless the verdict is `convention`. */
  source: string;
  /** Below the table; null for none. */
  curve: ErrorCurve | null;
  /** ours − reference of one sample, units × steps. */
  map: HeatmapFacet | null;
  /** Other readings that were tried, the closest first. */
  tried: TriedReading[];
  /** The column that rows are sorted by, and whether the greatest come first. */
  sort: { column: string; descending: boolean };
  /** Rows that hold this text in `step` or `unit`, or satisfy `column > number`. Empty shows all. */
  filter: string;
  /** Index of the chosen row in the columns as sent, or null. */
  row: number | null;
}

/** Default state of an error table: no rows, worst first. */
export const errorTableDefaults = (): ErrorTableState => ({
  ...pictureDefaults('ErrorTable'),
  columns: [],
  total: 0,
  measures: [],
  verdict: '',
  progress: null,
  verdictText: '',
  repair: '',
  source: '',
  curve: null,
  map: null,
  tried: [],
  sort: { column: 'absolute', descending: true },
  filter: '',
  row: null,
});
