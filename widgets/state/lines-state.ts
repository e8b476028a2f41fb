// State of the smaller views: lines over time, weights by gate, tokens.
import type { ColorMapChoice } from './color-map-name.js';
import { pictureDefaults, type PictureTraits, type Quantity } from './picture-state.js';
import type { WireArray } from './wire-array.js';

/** One named set of lines over the same steps: `values` is steps, or steps × units. */
export interface LineSeries {
  /** What the legend calls it. */
  name: string;
  /** steps, or steps × units. */
  values: WireArray;
}

/** State of `LinesModel`: values over time. With `unit` chosen, only that unit's lines are strong. */
export interface LinesState extends PictureTraits {
  /** In the order of the legend. */
  series: LineSeries[];
  /** Lower and upper edge of a band (each: steps), such as the rounding band; null for none. */
  band: { low: WireArray; high: WireArray; name: string } | null;
  /** Units drawn of steps × units series; null draws the chosen unit, or the first eight. */
  units: number[] | null;
  /** A name for each step, such as a token or a date; null counts them. */
  columnNames: string[] | null;
  /** How values become heights. */
  yscale: 'linear' | 'log';
  /** Whether the legend is shown. */
  legend: boolean;
}

/** Default state of lines. */
export const linesDefaults = (): LinesState => ({
  ...pictureDefaults('Lines'),
  xlabel: null,
  series: [],
  band: null,
  units: null,
  columnNames: null,
  yscale: 'linear',
  legend: true,
});

/** One weight matrix (rows × columns) or bias (columns) with its name, `W.f` for example. */
export interface WeightBlock {
  /** What stands above it, such as `W.f`. */
  name: string;
  /** rows × columns, or columns. */
  values: WireArray;
}

/** State of `WeightsModel`: matrices by gate with a histogram under each. */
export interface WeightsState extends PictureTraits {
  /** In the order in which they stand. */
  blocks: WeightBlock[];
  /** The colours of the matrices. */
  cmap: ColorMapChoice;
  /** How many bars a histogram has. */
  bins: number;
}

/** Default state of a picture of weights. */
export const weightsDefaults = (): WeightsState => ({
  ...pictureDefaults('Weights'),
  blocks: [],
  cmap: 'auto',
  bins: 41,
});

/** State of `TokensModel`: a text whose pieces are coloured by one unit's value. */
export interface TokensState extends PictureTraits {
  /** The pieces, one for each step. */
  tokens: string[];
  /** steps × units. */
  values: WireArray | null;
  /** What the values are, which decides colours and limits. */
  quantity: Quantity;
  /** The colours of the pieces. */
  cmap: ColorMapChoice;
  /** Limits as narrow as the numbers need. */
  fit: boolean;
}

/** Default state of coloured tokens. */
export const tokensDefaults = (): TokensState => ({
  ...pictureDefaults('Tokens'),
  tokens: [],
  values: null,
  quantity: 'hidden',
  cmap: 'auto',
  fit: false,
});
