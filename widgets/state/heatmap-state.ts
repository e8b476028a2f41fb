// State of `HeatmapModel` and the custom messages of large heatmaps.
import type { ColorMapChoice } from './color-map-name.js';
import { pictureDefaults, type PictureTraits, type Quantity } from './picture-state.js';
import type { WireArray } from './wire-array.js';

/** How values become a place between 0 and 1, as matplotlib's norm of the same name does. */
export type NormState =
  | { type: 'linear' }
  | { type: 'centered'; vcenter: number }
  | { type: 'twoslope'; vcenter: number }
  | { type: 'log' }
  | { type: 'power'; gamma: number }
  /** Limits at these percentiles of the data (2 and 98 unless told). */
  | { type: 'robust'; low: number; high: number };

/** Measures of the finite numbers of a whole matrix; places are `[row, column]`. All null when there is none. */
export interface MatrixStats {
  /** The smallest number. */
  min: number | null;
  /** The greatest number. */
  max: number | null;
  /** The mean of the finite numbers. */
  mean: number | null;
  /** Where the smallest number stands first. */
  minAt: [number, number] | null;
  /** Where the greatest number stands first. */
  maxAt: [number, number] | null;
  /** How many are NaN. */
  nan: number;
  /** How many are −∞ and +∞; none when it is not said. */
  infinite?: [number, number];
}

/** One panel. Rows are drawn upwards from the bottom unless `origin` is `upper`, as pcolor does. */
export interface HeatmapFacet {
  /** Above the panel; empty for none. */
  title: string;
  /** Rows × columns (units × steps) of the whole matrix. */
  shape: [number, number];
  /** Columns of the matrix behind one stored column: 1, or more when only an overview is stored. */
  pooled: number;
  /** Rows × ⌈columns / pooled⌉: the values, or the mean of each run of `pooled` columns. */
  data: WireArray;
  /** The smallest value of each run; null when `pooled` is 1. */
  low: WireArray | null;
  /** The greatest value of each run; null when `pooled` is 1. */
  high: WireArray | null;
  /** Of the whole matrix. */
  stats: MatrixStats;
  /** What the numbers are, which decides colours and limits. */
  quantity: Quantity;
}

/** How rows are ordered in the picture. `custom` uses `rowOrder`; the others are computed in the browser. */
export type RowOrder = 'none' | 'value' | 'timescale' | 'cluster' | 'custom';

/** State of a heatmap. */
export interface HeatmapState extends PictureTraits {
  /** In the order in which they stand. */
  facets: HeatmapFacet[];
  /** A matplotlib name, `_r` reverses; `auto` takes RdBu with white at zero for signed numbers, viridis for others. */
  cmap: ColorMapChoice;
  /** How numbers become places in the colour map. */
  norm: NormState;
  /** Limits as narrow as the numbers need, of gates and states, which have the whole of 0…1 and −1…1 otherwise. */
  fit: boolean;
  /** The colour of the cells' edges, as CSS has it; `none` for none. */
  edgecolors: string;
  /** The colour of cells without a number, as CSS has it. */
  badcolor: string;
  /** The colour of cells outside the honest limits, as CSS has it. */
  alarmcolor: string;
  /** `auto` hides edges when a cell is smaller than 6 pixels, and says so; `always` draws like matplotlib. */
  edges: 'auto' | 'always';
  /** Whether the first row stands at the bottom or at the top. */
  origin: 'lower' | 'upper';
  /** Where the number of a unit or step stands: in the middle of its cell, or on the edge before it, as pcolor has it. */
  ticksAt: 'center' | 'edge';
  /** Columns to mark along their axis; null chooses. */
  xticks: number[] | null;
  /** Rows to mark along their axis; null chooses. */
  yticks: number[] | null;
  /** The texts at `xticks`; null writes the numbers. */
  xticklabels: string[] | null;
  /** The texts at `yticks`; null writes the numbers. */
  yticklabels: string[] | null;
  /** A name for every column (token, date) or row (unit); used in tooltips and, when there is room, as ticks. */
  columnNames: string[] | null;
  /** A name for each row (unit), likewise. */
  rowNames: string[] | null;
  /** Rows in front of which a separating line is drawn, with the names of the parts (gates). */
  separators: number[];
  /** The names of the parts, one more than there are lines. */
  partNames: string[];
  /** Whether there is a colour bar. */
  colorbar: boolean;
  /** Beside the colour bar; empty for none. */
  colorbarLabel: string;
  /** One colour bar and one pair of limits for several facets; otherwise each has its own. */
  sharedColorbar: boolean;
  /** Which facets share: `all`, or those of the same `quantity` (gates 0…1, candidates −1…1). */
  sharedBy: 'all' | 'quantity';
  /** Pointed ends of the colour bar; `auto` shows them where there are numbers beyond its limits. */
  extend: 'auto' | 'neither' | 'min' | 'max' | 'both';
  /** Facets beside each other (`row`) or below each other (`column`). */
  facetDirection: 'row' | 'column';
  /** By what the rows are sorted. */
  order: RowOrder;
  /** The row at each place, from the bottom, where `order` takes it from here; null otherwise. */
  rowOrder: number[] | null;
  /** Mean over rows above, mean over columns at the right. */
  marginals: boolean;
  /** What a pixel shows that covers several cells. `extreme` takes the value farthest from the matrix's mean. */
  aggregate: 'extreme' | 'mean' | 'min' | 'max';
}

/** Default state of a heatmap: no facets. */
export const heatmapDefaults = (): HeatmapState => ({
  ...pictureDefaults('Heatmap'),
  facets: [],
  cmap: 'auto',
  norm: { type: 'linear' },
  fit: false,
  edgecolors: 'none',
  badcolor: '#bdbdbd',
  alarmcolor: 'magenta',
  edges: 'auto',
  origin: 'lower',
  ticksAt: 'center',
  xticks: null,
  yticks: null,
  xticklabels: null,
  yticklabels: null,
  columnNames: null,
  rowNames: null,
  separators: [],
  partNames: [],
  colorbar: true,
  colorbarLabel: '',
  sharedColorbar: true,
  sharedBy: 'all',
  extend: 'auto',
  facetDirection: 'row',
  order: 'none',
  rowOrder: null,
  marginals: false,
  aggregate: 'extreme',
});

/** The most cells a facet stores whole; beyond it `data` is an overview of at most as many. */
export const storedCells = 1 << 20;

/** Front end to kernel: columns `[from, to)` of a facet, `pooled` columns to one. `id` counts up, a newer one replaces. */
export interface TileRequest {
  /** Tells it from the other messages. */
  type: 'tile';
  /** Repeated in the answer. */
  id: number;
  /** The number of the facet. */
  facet: number;
  /** The first column. */
  from: number;
  /** The column behind the last one. */
  to: number;
  /** Columns of the matrix behind one of the tile. */
  pooled: number;
}

/** Kernel to front end: the same fields; buffers are float32, rows × ⌈(to − from) / pooled⌉: mean, min, max (values alone when `pooled` is 1). */
export type TileReply = TileRequest;

/** Front end to kernel: the exact value of one cell; the reply repeats it with `value` (null for NaN). */
export interface ValueRequest {
  /** Tells it from the other messages. */
  type: 'value';
  /** Repeated in the answer. */
  id: number;
  /** The number of the facet. */
  facet: number;
  /** The row of the matrix, whatever the order shown. */
  row: number;
  /** The column of the matrix. */
  column: number;
}

/** Kernel to front end. */
export interface ValueReply extends ValueRequest {
  /** The exact value; null for NaN. */
  value: number | null;
}

/** Front end to kernel, when a cell is clicked or chosen by Enter. */
export interface CellPicked {
  /** Tells it from the other messages. */
  type: 'pick';
  /** The number of the facet. */
  facet: number;
  /** The row of the matrix, whatever the order shown. */
  row: number;
  /** The column of the matrix. */
  column: number;
}

/** Kernel (or the error table) to the heatmap: bring this cell into view and flash it. */
export interface ShowCell {
  /** Tells it from the other messages. */
  type: 'show';
  /** The number of the facet. */
  facet: number;
  /** The row of the matrix, whatever the order shown. */
  row: number;
  /** The column of the matrix. */
  column: number;
}
