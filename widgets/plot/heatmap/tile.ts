// A part of a matrix that is too large to be held whole.

/** Columns `[from, to)` of a facet, `pooled` to one. */
export interface TileRange {
  readonly facet: number;
  readonly from: number;
  readonly to: number;
  readonly pooled: number;
}

/** A tile that has come: rows × ⌈(to − from) / pooled⌉; without lows and highs when nothing is pooled. */
export interface Tile extends TileRange {
  readonly data: Float32Array;
  readonly low: Float32Array | null;
  readonly high: Float32Array | null;
}
