// A part of a matrix that is too large to be held whole.

/** Columns `[from, to)` of a facet, `pooled` to one. */
export interface TileRange {
  /** The number of the facet. */
  readonly facet: number;
  /** The first column. */
  readonly from: number;
  /** The column behind the last one. */
  readonly to: number;
  /** Columns of the matrix behind one of the tile. */
  readonly pooled: number;
}

/** A tile that has come: rows × ⌈(to − from) / pooled⌉; without lows and highs when nothing is pooled. */
export interface Tile extends TileRange {
  /** The values, or the mean of each run of columns. */
  readonly data: Float32Array;
  /** The smallest value of each run. */
  readonly low: Float32Array | null;
  /** The greatest value of each run. */
  readonly high: Float32Array | null;
}
